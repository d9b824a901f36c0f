"""The catalog's pages: ``plan`` says which and with what, ``views`` what they show, ``render`` makes HTML."""
