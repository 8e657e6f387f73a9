package org.xmpptoolkit.stanza.dataforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.ExtensionRegistry;

class DataFormTest {
    private static final String FORM =
            "<x xmlns='jabber:x:data' type='form'><instructions>Fill out this form.</instructions>"
                    + "<instructions>All of it.</instructions><title>Bot Configuration</title>"
                    + "<field type='hidden' var='FORM_TYPE'><value>jabber:bot</value></field>"
                    + "<field type='fixed'><value>Section 1</value></field>"
                    + "<field type='text-single' label='Name' var='botname'><required/></field>"
                    + "<field type='boolean' label='Public bot?' var='public'><value>1</value></field>"
                    + "<field type='list-multi' label='Features' var='features'><desc>What it does</desc><value>news</value>"
                    + "<value>search</value><option label='News'><value>news</value></option><option><value>search</value></option>"
                    + "</field></x>";

    @Test
    void readsAForm() {
        DataForm form = Bound.read(DataForm.class, FORM);
        assertEquals(Optional.of(FormType.FORM), form.type());
        assertEquals(Optional.of("Bot Configuration"), form.title());
        assertEquals(List.of("Fill out this form.", "All of it."), form.instructions());
        assertEquals(Optional.of("jabber:bot"), form.formType());
        assertEquals(
                List.of("FORM_TYPE", "", "botname", "public", "features"),
                form.fields().stream().map(field -> field.var().orElse("")).toList());
        assertEquals(Optional.of(FieldType.FIXED), form.fields().get(1).type());
        assertTrue(form.field("botname").orElseThrow().isRequired());
        assertEquals(Optional.of("Name"), form.field("botname").orElseThrow().label());
        assertEquals(Optional.of(true), form.field("public").orElseThrow().booleanValue());
        FormField features = form.field("features").orElseThrow();
        assertEquals(Optional.of("What it does"), features.description());
        assertEquals(List.of("news", "search"), features.values());
        assertEquals(List.of(FormOption.of("News", "news"), FormOption.of("search")), features.options());
        assertEquals(Optional.of("news"), form.value("features"));
        assertEquals(Optional.of("News"), features.options().get(0).label());
        assertEquals(Optional.of("news"), features.options().get(0).value());
    }

    @Test
    void isBuilt() {
        DataForm form = DataForm.builder(FormType.FORM)
                .title("Bot Configuration")
                .instructions("Fill out this form.")
                .instructions("All of it.")
                .formType("jabber:bot")
                .field(FormField.fixed().value("Section 1").build())
                .field(FormField.builder("botname")
                        .type(FieldType.TEXT_SINGLE)
                        .label("Name")
                        .required()
                        .build())
                .field(FormField.builder("public")
                        .type(FieldType.BOOLEAN)
                        .label("Public bot?")
                        .value("1")
                        .build())
                .field(FormField.builder("features")
                        .type(FieldType.LIST_MULTI)
                        .label("Features")
                        .description("What it does")
                        .value("news")
                        .value("search")
                        .option(FormOption.of("News", "news"))
                        .option(FormOption.of("search"))
                        .build())
                .build();
        assertEquals(Bound.read(DataForm.class, FORM), form);
        assertEquals(XmlElement.parse(FORM), form.toElement());
    }

    @Test
    void isSubmittedWithoutTypes() {
        DataForm form = DataForm.builder(FormType.SUBMIT)
                .field(FormField.of("FORM_TYPE", "jabber:bot"))
                .field(FormField.of("features", "news", "search"))
                .field(FormField.of("nothing"))
                .build();
        assertEquals(
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>jabber:bot</value></field>"
                        + "<field var='features'><value>news</value><value>search</value></field><field var='nothing'/></x>",
                Bound.text(form.toElement()));
        assertEquals(Optional.of("jabber:bot"), form.formType());
        assertEquals(Optional.of(FieldType.TEXT_SINGLE), form.fields().get(0).type());
        assertEquals(
                Optional.empty(),
                DataForm.builder(FormType.RESULT)
                        .field(FormField.of("FORM_TYPE", "jabber:bot"))
                        .build()
                        .formType());
    }

    @Test
    void tellsSeveralResults() {
        DataForm form = Bound.read(
                DataForm.class,
                "<x xmlns='jabber:x:data' type='result'><title>Results</title><reported><field var='name' label='Name'/>"
                        + "<field var='url'/></reported><item><field var='name'><value>Comune di Verona</value></field>"
                        + "<field var='url'><value>http://www.comune.verona.it/</value></field></item>"
                        + "<item><field var='name'><value/></field></item></x>");
        assertEquals(2, form.reported().size());
        assertEquals(
                Optional.of("Comune di Verona"),
                form.items().get(0).field("name").orElseThrow().value());
        assertEquals(Optional.of(""), form.items().get(1).fields().get(0).value());
        assertEquals(
                form,
                DataForm.builder(FormType.RESULT)
                        .title("Results")
                        .reported(form.reported())
                        .item(form.items().get(0))
                        .item(FormItem.of(List.of(FormField.of("name", ""))))
                        .build());
    }

    @Test
    void keepsWhatOtherSpecificationsPutIn() {
        DataForm form = Bound.read(
                DataForm.class,
                "<x xmlns='jabber:x:data' type='form'><field var='ocr'>"
                        + "<media xmlns='urn:xmpp:media-element' height='80'><uri type='image/jpeg'>cid:a</uri></media>"
                        + "<validate xmlns='http://jabber.org/protocol/xdata-validate' datatype='xs:date'><basic/></validate>"
                        + "</field><page xmlns='http://jabber.org/protocol/xdata-layout' label='One'/></x>");
        FormField field = form.field("ocr").orElseThrow();
        assertEquals(
                List.of("media", "validate"),
                field.others().stream().map(XmlElement::localName).toList());
        assertEquals("page", form.others().get(0).localName());
        FormField again = FormField.builder("ocr")
                .other(field.others().get(0))
                .other(field.others().get(1))
                .build();
        assertEquals(field, again);
        assertEquals(
                form,
                DataForm.builder(FormType.FORM)
                        .field(again)
                        .other(form.others().get(0))
                        .build());
    }

    @Test
    void hidesWhatIsPrivateFromPeople() {
        FormField field = FormField.builder("password")
                .type(FieldType.TEXT_PRIVATE)
                .value("secret")
                .value("secret")
                .build();
        assertEquals("FormField[password, text-private, [***]]", field.toString());
        assertEquals(List.of("secret", "secret"), field.values());
        DataForm form = DataForm.builder(FormType.FORM).field(field).build();
        assertFalse(form.toString().contains("secret"), form::toString);
        assertEquals(
                "FormField[a, text-private]",
                FormField.builder("a").type(FieldType.TEXT_PRIVATE).build().toString());
        assertEquals(
                "FormField[a, boolean, [1]]",
                FormField.builder("a")
                        .type(FieldType.BOOLEAN)
                        .value("1")
                        .build()
                        .toString());
        assertEquals("FormField[a]", FormField.of("a").toString());
        assertEquals(
                "FormField[password, [***]]", FormField.of("password", "secret").toString());
        DataForm submitted = Bound.read(
                DataForm.class,
                "<x xmlns='jabber:x:data' type='submit'><field var='password'><value>secret</value></field>"
                        + "<field var='again' type=' text-private '><value>secret</value></field></x>");
        assertFalse(submitted.toString().contains("secret"), submitted::toString);
        DataForm unknown = DataForm.builder(FormType.SUBMIT)
                .field(ExtensionRegistry.standard()
                        .bind(
                                XmlElement.parse("<x xmlns='jabber:x:data' type='submit'>"
                                        + "<field var='a' type='text-hidden'><value>secret</value></field></x>"),
                                DataForm.class)
                        .value()
                        .orElseThrow()
                        .fields()
                        .get(0))
                .build();
        assertFalse(unknown.toString().contains("secret"), unknown::toString);
    }

    @Test
    void tellsUnknownTypes() {
        assertEquals(
                List.of(
                        "x/@type BAD_VALUE poem",
                        "x/field/@type BAD_VALUE rhyme",
                        "x/field[2]/option/value MISSING ",
                        "x/item/field/@type BAD_VALUE verse"),
                Bound.problems(
                        DataForm.class,
                        "<x xmlns='jabber:x:data' type='poem'><field var='a' type='rhyme'/><field var='b'><option/></field>"
                                + "<item><field type='verse'/></item></x>"));
        assertEquals(
                List.of("x/reported[2] REPEATED ", "x/@type MISSING "),
                Bound.problems(DataForm.class, "<x xmlns='jabber:x:data'><reported/><reported/></x>"));
        assertEquals(Optional.empty(), FormField.of("a", "maybe").booleanValue());
    }
}
