"""Files that people give: held in memory only, opened by a real reader, kept encrypted by who asked for them.

A door reads the file with `rondom.kernel.uploads.memory` (set as the site's only upload handler), a command
opens it with `open_given`. What a file is, its content says: never its name and never the browser (R-015).
"""

from rondom.kernel.uploads.opened import Given, Opened, open_given, open_portrait

__all__ = ["Given", "Opened", "open_given", "open_portrait"]
