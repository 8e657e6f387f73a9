<#ftl output_format="plainText">
<#list elements as one>
{${one.namespace}}${one.name?remove_beginning("stream:")}<#if one.in?has_content>, part of ${one.in}</#if><#if one.summary?has_content>: ${one.summary}</#if>
</#list>
