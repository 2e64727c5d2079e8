"""The window: the only room that imports Qt."""

import builtins

# Python's own importer, from before the first PySide6 module: PySide6 puts another in its place (see `importing`).
PLAIN_IMPORT = builtins.__import__
