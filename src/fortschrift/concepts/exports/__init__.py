"""Files to take away: `stamps` what each says of itself, `files` making and keeping them."""

from fortschrift.concepts.exports.files import (
    ENDINGS,
    File,
    comparison_file,
    draft_file,
    file_name,
    version_file,
    version_files,
)

__all__ = [
    "ENDINGS",
    "File",
    "comparison_file",
    "draft_file",
    "file_name",
    "version_file",
    "version_files",
]
