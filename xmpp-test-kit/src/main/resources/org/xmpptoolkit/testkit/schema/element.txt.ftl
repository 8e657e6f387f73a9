<#ftl output_format="plainText">
<#assign brief = element.brief>
<#assign condition = element.condition>
<#macro values all indent><#list all as value>
${indent}${value.value}<#if value.paragraphs?has_content>: ${value.paragraphs?join(" ")}</#if><@titles of=value/>
</#list></#macro>
<#macro titles of><#if of.links?has_content> (<#list of.links as link>${link.title}<#sep>, </#list>)</#if></#macro><#t>
<#macro fallback of><#if of.byDefault?has_content>, by default ${of.byDefault}</#if><#if of.fixed?has_content>, always ${of.fixed}</#if></#macro><#t>
<#macro rules title all><#if all?has_content>
  ${title}
<#list all as rule>
    ${rule.id}  ${rule.section}  ${rule.level}  ${rule.role}: ${rule.text}
</#list>
</#if></#macro>
${brief.name}: <#if !element.global && brief.in?has_content>part of ${brief.in}<#else>element</#if>, ${brief.namespace?has_content?then(brief.namespace, "in no namespace")}<#if condition?has_content>; ${condition.kind}</#if>
<#list element.paragraphs as one>
  ${one}
</#list>
<#if !element.paragraphs?has_content && condition?has_content>
  ${condition.meaning}
</#if>
<#if condition?has_content>
<#list condition.notes as note>
  ${note}
</#list>
</#if>
<#list element.links as link>
  ${link.title}<#if link.address?has_content>: ${link.address}</#if>
</#list>
<#if element.java?has_content>
  Java: ${element.java}
</#if>
<#if alike?has_content>
  There is one in ${alike?join(" and in ")} too.
</#if>
<#if element.parents?has_content || element.standsIn?has_content>
  stands in
<#list element.parents as parent>
    ${parent.name}, ${parent.namespace}<#if parent.paragraphs?has_content>: ${parent.paragraphs?join(" ")}</#if>
</#list>
<#list element.standsIn as place>
    ${place.name}, ${place.namespace}
</#list>
</#if>
<#if element.hasContent>
  holds: ${element.sentence}
<#elseif element.anything>
  holds: anything
<#elseif !element.type?has_content>
  holds: nothing
</#if>
<#if element.type?has_content>
  text: ${element.type}
<@values all=element.values indent="    "/>
</#if>
<#if element.attributes?has_content || element.anyAttribute>
  attributes
<#list element.attributes as attribute>
    ${attribute.name}, ${attribute.required?then("required", "optional")}<@fallback of=attribute/>, ${attribute.type}<#if attribute.paragraphs?has_content>: ${attribute.paragraphs?join(" ")}</#if><@titles of=attribute/>
<@values all=attribute.values indent="      "/>
</#list>
<#if element.anyAttribute>
    and others, of other namespaces
</#if>
</#if>
<#if element.children?has_content>
  children
<#list element.children as child>
    ${child.name}<#if child.namespace != brief.namespace>, ${child.namespace}</#if>, ${child.times}<@fallback of=child/><#if child.type?has_content>, ${child.type}</#if><#if child.paragraphs?has_content>: ${child.paragraphs?join(" ")}</#if>
<@values all=child.values indent="      "/>
</#list>
</#if>
<#if element.guests?has_content>
  of other namespaces, made for it
<#list element.guests as guest>
    ${guest.namespace}: ${guest.elements?map(one -> one.name)?join(", ")}
</#list>
</#if>
<#if condition?has_content>
<@rules title="demanded by" all=condition.demandedBy/>
<@rules title="see also" all=condition.seeAlso/>
</#if>
<#if element.examples?has_content>
  example
<#list element.examples[0].lines as line>
    ${line.text}
</#list>
</#if>
