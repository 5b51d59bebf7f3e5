"""Drafts: what comes from elsewhere, read into articles to be. Pure: a reader gets bytes and gives values.

* Each format is one reader with one signature, `values.Reader`: an input and what is known before, out of it drafts,
  each with the evidence for its fields, and for what cannot become one the reason. `formats` chooses the reader.
* `pagetext` and `webpage` find the parts of a story (`chrome`, `layout`), `telling` what the story tells by itself
  (`dateline`, `codes`, `lists`, `daywords`), `composing` makes a draft of both. `tables`, `references` and `postfile`
  read what has its parts named.
* `present` knows what an archive holds already, `written` makes the file of an article, `report` tells what was done.
"""
