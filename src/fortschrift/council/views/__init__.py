"""Pages of the council, by what people come for; each module is one group of pages."""
