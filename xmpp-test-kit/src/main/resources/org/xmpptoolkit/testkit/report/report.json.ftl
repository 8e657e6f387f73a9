<#ftl output_format="JSON">
<#setting c_format="JSON">
<#macro ids all>[<#list all as id>${id?c}<#sep>, </#list>]</#macro>
{
  "format": "xmpp-check-report",
  "version": 1,
  "subject": ${subject?c},
  "at": ${at?c},
  "seed": ${seed?c},
  "tries": ${tries?c},
  "seconds": ${seconds},
  "counts": {<#list labels as label>${label?c}: ${counts[label]?c}<#sep>, </#list>},
  "judgedRules": <@ids judgedRules/>,
  "baseline": {"fixed": <@ids fixed/>, "unjudged": <@ids unjudged/>},
  "rules": [<#list rules as rule>
    {"id": ${rule.id?c}, "document": ${rule.document?c}, "section": ${rule.section?c}, "uri": ${rule.uri?c},
      "level": ${rule.level?c}, "role": ${rule.role?c}, "text": ${rule.text?c}, "demands": ${rule.demands?c},
      "group": ${rule.group?c}, "label": ${rule.label?c}}<#sep>,</#list>
  ],
  "cases": [<#list cases as case>
    {"id": ${case.id?c}, "rule": ${case.rule.id?c}, "title": ${case.title?c}, "provoked": ${case.provoked?c},
      "verdict": ${case.verdict?c}, "known": ${case.known?c}, "seen": ${case.seen?c},
      "input": <#if case.hasInput>${case.input?c}<#else>null</#if>, "tries": ${case.tries?c}, "seconds": ${case.seconds},
      "command": ${case.command?c},
      "exchange": {"omitted": ${case.omitted?c}, "lines": [<#list case.lines as line>
        {"connection": ${line.connection?c}, "kind": ${line.kind?c}, "text": ${line.text?c}, "marks": [<#list line.marks as mark>{"start": ${mark.start?c}, "end": ${mark.end?c}}<#sep>, </#list>]}<#sep>,</#list>]}}<#sep>,</#list>
  ]
}
