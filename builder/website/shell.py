"""What the theme puts around our pages, rendered once for all pages that get the same.

Material takes two milliseconds a page, most of them for what differs in nothing but the title. Pages that lie
equally deep and have the same sections share one shell, into which title and content are put. A test holds
that the outcome is what the theme would have rendered.

The shell has no content, so it also tells which scripts are the theme's own.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING
from typing import Any

from .security import head
from .security import with_head
from .site_page import SitePage

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    Render = Callable[[Mapping[str, Any]], str]

_MARK = "soi-9f31c4e2"
_CONTENT = f"<h1>{_MARK}-content</h1>"
_TOKENS = {"title": f"{_MARK}-title", "canonical_url": f"{_MARK}-address", "edit_url": f"{_MARK}-edit"}
_SPLIT = re.compile("|".join(re.escape(token) for token in (_CONTENT, *_TOKENS.values())))
_KNOWN_PLUGINS = frozenset({"soi", "search", "tags", "material/search", "material/tags"})


class Shells:
    """The shells of one build."""

    def __init__(self, config: MkDocsConfig, *, is_served: bool) -> None:
        """Begin with none."""
        self._is_served = is_served
        # A template or a plugin of the user's may look at more of a page than stands in for it.
        self._is_stock = config.theme.custom_dir is None and _KNOWN_PLUGINS.issuperset(config.plugins)
        self._shells: dict[object, tuple[list[str], list[str]]] = {}
        self._heads: dict[str, str] = {}
        self._tabs: frozenset[str] | None = None

    def install(self, env: jinja2.Environment) -> None:
        """Have the theme's environment ask here first whenever it renders a page."""
        shells = self
        stock = env.template_class

        class Template(stock):  # type: ignore[misc, valid-type] # Jinja lets an environment choose its class
            def render(self, *args: Any, **kwargs: Any) -> str:  # Any: as in Jinja
                return shells._rendered(super().render, dict(*args, **kwargs))

        env.template_class = Template

    def protected(self, html: str, base: str) -> str:
        """A whole page with its policy.

        Args:
            html: the page.
            base: the way from it to the site's top; the scripts of the theme depend on nothing else.
        """
        return with_head(html, self._heads.get(base) or head(html, is_served=self._is_served))

    def _rendered(self, render: Render, context: dict[str, Any]) -> str:  # Any: the theme's values
        page, base = context.get("page"), str(context.get("base_url"))
        if page is None:
            return render(context)
        if base not in self._heads:
            self._heads[base] = head(render({**context, "page": _stand_in(page)}), is_served=self._is_served)
        if not self._is_stock or not isinstance(page, SitePage) or self._is_tab(page, context):
            return render(context)
        key = (base, page.sections, page.edit_url is None)
        if key not in self._shells:
            shell = render({**context, "page": _stand_in(page)})
            self._shells[key] = (_SPLIT.split(shell), _SPLIT.findall(shell))
        texts, tokens = self._shells[key]
        values = {_CONTENT: page.content, **{token: getattr(page, name) for name, token in _TOKENS.items()}}
        out = [texts[0]]
        for token, text in zip(tokens, texts[1:], strict=True):
            out += (values[token], text)
        return "".join(out)

    def _is_tab(self, page: SitePage, context: Mapping[str, Any]) -> bool:  # Any: as above
        """True for a page in the navigation, which looks different where that page itself is shown."""
        if self._tabs is None:
            self._tabs = frozenset(tab.file.dest_uri for tab in context["nav"].pages)
        return page.file.dest_uri in self._tabs


def _stand_in(page: Page) -> Page:
    """A page in the same place with the same sections, and tokens for what only this one has."""
    made = copy.copy(page)
    made.content = _CONTENT
    for name, token in _TOKENS.items():
        if getattr(page, name) is not None:
            setattr(made, name, token)
    return made
