"""Pictures as coordinates: what is drawn where, from values alone. Words and markup come in while rendering.

* `bars` draws numbers by year,
* `timeline` draws dates and spans on a `scale` of days, each as certain as it is,
* `network` draws companies and what ties them: `layout` places the `boxes` that hold their names.

Equal values give equal coordinates, and these are rounded: nothing depends on chance or on the order of a set.
"""
