<#ftl output_format="JSON">
<#setting c_format="JSON">
<#macro value v indent><#if v?is_hash_ex>{<#list v as key, one>
${indent}  ${key?c}: <#if one??><@value v=one indent=indent + "  "/><#else>null</#if><#sep>,</#list><#if v?has_content>
${indent}</#if>}<#elseif v?is_sequence>[<#list v as one>
${indent}  <@value v=one indent=indent + "  "/><#sep>,</#list><#if v?has_content>
${indent}</#if>]<#else>${v?c}</#if></#macro>
<@value v=all indent=""/>

