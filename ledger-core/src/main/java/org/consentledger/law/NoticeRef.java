package org.consentledger.law;

import java.util.regex.Pattern;

/** One text of a notice: the notice, its version and the language (BCP 47) in which it was shown. */
public record NoticeRef(String notice, String version, String language) {
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3}");

    public NoticeRef {
        Text.word("notice.notice", notice);
        Text.name("notice.version", version);
        if (!LANGUAGE.matcher(language).matches()) {
            throw new Illegal("notice.language", "must be a BCP 47 language tag, such as 'en' or 'pt-BR'");
        }
    }
}
