"""HTML made for tests by chance, in which everything may stand in everything."""

from tests.concepts.manuscripts.tokens import Tokens


def by_chance(tokens: Tokens) -> str:
    """Write a page."""
    writer = _Writer(tokens)
    body = "".join(writer.block(0) for _ in range(tokens.randint(3, 15)))
    return f"<!DOCTYPE html><title>Title</title><style>p {{}}</style><body>{body}{writer.notes}"


class _Writer:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.notes = ""
        self.keys = 0

    def block(self, depth: int) -> str:
        writers = [self.paragraph, self.paragraph, self.heading, self.pasted]
        if depth < 3:
            writers += [self.items, self.table, self.division, self.bare]
        return self.tokens.choice(writers)(depth + 1)

    def blocks(self, depth: int) -> str:
        return " ".join(self.block(depth) for _ in range(self.tokens.randint(1, 3)))

    def paragraph(self, depth: int) -> str:
        more = self.tokens.choice(("", " class=MsoToc1", " style='margin: 0'", " hidden"))
        return f"<p{more}>{self.inline(depth)}{self.tokens.choice(('', '</p>'))}\n"

    def heading(self, depth: int) -> str:
        level = self.tokens.randint(1, 6)
        return f"<h{level}>{self.inline(depth)}</h{level}>"

    def pasted(self, depth: int) -> str:
        level = self.tokens.randint(1, 9)
        sign = self.tokens.choice(("", "·", "o")) or f"{self.tokens.word()}."
        return (
            f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]>"
            f"<span style='mso-list:Ignore'>{sign}<span>&nbsp;</span></span><![endif]>"
            f"{self.inline(depth)}</p>"
        )

    def items(self, depth: int) -> str:
        tag = self.tokens.choice(("ul", "ol", "ol type=a", "menu"))
        end = self.tokens.choice(("", "</li>"))
        items = "".join(
            f"<li>{self.tokens.choice((self.inline, self.blocks))(depth)}{end}"
            for _ in range(self.tokens.randint(1, 3))
        )
        return f"<{tag}>{items}</{tag.split()[0]}>"

    def table(self, depth: int) -> str:
        rows = "".join(
            f"<tr>{self.cell(depth)}{self.cell(depth)}" for _ in range(self.tokens.randint(1, 3))
        )
        if self.tokens.chance(0.5):
            head = f"<thead><tr>{self.cell(depth)}</thead>"
        else:
            head = f"<caption>{self.inline(depth)}</caption>"
        return f"<table>{head}{rows}</table>"

    def cell(self, depth: int) -> str:
        tag, more = self.tokens.choice((("td", ""), ("th", " colspan=3"), ("td", " rowspan=2")))
        return f"<{tag}{more}>{self.blocks(depth)}"

    def division(self, depth: int) -> str:
        tag = self.tokens.choice(
            ("div", "section", "nav", "header", "footer", "aside", "template", "xyz", "ins", "del")
        )
        return f"<{tag}>{self.blocks(depth)}</{tag}>"

    def bare(self, depth: int) -> str:
        return f"{self.inline(depth)}<hr>"

    def inline(self, depth: int) -> str:
        pieces = [self.tokens.text()]
        for _ in range(self.tokens.randint(0, 3)):
            pieces += [" ", self.piece(depth + 1), " ", self.tokens.text()]
        return "".join(pieces)

    def piece(self, depth: int) -> str:
        tokens = self.tokens
        if depth > 4:
            return tokens.text()
        return tokens.choice((self.span, self.image, self.note, self.line_break))(depth)

    def span(self, depth: int) -> str:
        tag = self.tokens.choice(
            ("b", "i", "sup", "ins", "del", "span style='display:none'", "a href='#x'", "o:p")
        )
        return f"<{tag}>{self.inline(depth)}</{tag.split()[0]}>"

    def image(self, depth: int) -> str:
        source = self.tokens.choice(("a.png", "data:image/png;base64,iVBORw0KGgo=", "data:x"))
        return f"<img src='{source}' alt='{self.tokens.word()}'>"

    def note(self, depth: int) -> str:
        self.keys += 1
        key = f"ftn{self.keys}"
        inside = self.inline(depth)
        self.notes += (
            f"<div style='mso-element:footnote' id={key}><p><a style='mso-footnote-id:{key}'"
            f" href='#_ftnref1'>[1]</a> {inside}</p></div>"
        )
        return f"<a style='mso-footnote-id:{key}' href='#_{key}'>[1]</a>"

    def line_break(self, depth: int) -> str:
        return f"{self.tokens.word()}<br>{self.tokens.word()}&nbsp;&amp;<wbr>"
