"""Lists of proposals to take away: `rows` what they say, `text` as a document, `files` the files.

They are German, like the texts they are about, and name nobody but as shown in public.
"""

from fortschrift.deliberation.exports.files import ENDINGS, proposals_file

__all__ = ["ENDINGS", "proposals_file"]
