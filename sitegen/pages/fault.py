"""What is wrong with a template, as a value that names the place."""

from __future__ import annotations


class TemplateFault(Exception):  # noqa: N818 - a fault of the user's, not an error of ours
    """A template or message catalog that cannot be used: name, line (0 when unknown), what is wrong."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(f"{name}:{line}: {message}")
        self.name = name
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[TemplateFault], tuple[str, int, str]]:
        """Cross a process border whole."""
        return TemplateFault, (self.name, self.line, self.message)
