"""`python -m pressmark` is the same program as `pressmark`."""

import sys

from pressmark.cli import main

sys.exit(main())
