<#ftl output_format="JavaScript">
<#setting c_format="JSON">
"use strict";
/* Name, what it is, address, text. */
const searchIndex = [
<#list entries as entry>
[<#list entry as cell>${cell?c}<#sep>,</#list>]<#sep>,
</#list>

];
