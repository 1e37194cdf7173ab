<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_GB">
<context>
    <name>Announcer</name>
    <message numerus="yes">
        <source>%n mark(s) at this place. Enter goes to the next.</source>
        <translation>
            <numerusform>%n mark at this place. Enter goes to the next.</numerusform>
            <numerusform>%n marks at this place. Enter goes to the next.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArticleDialog</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n mark</numerusform>
            <numerusform>%n marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set(s)</source>
        <translation>
            <numerusform>%n set</numerusform>
            <numerusform>%n sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s) on the same words.</source>
        <translation>
            <numerusform>%n stays on the same words.</numerusform>
            <numerusform>%n stay on the same words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n item(s) of a key, a core, an allowance or an “also right” lies in words that are gone now. The checklist of the key will name them.</source>
        <translation>
            <numerusform>In %n item of a key, a core, an allowance or an “also right” lies in words that are gone now. The checklist of the key will name them.</numerusform>
            <numerusform>In %n items of a key, a core, an allowance or an “also right” lies in words that are gone now. The checklist of the key will name them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go(es) to words that are much alike:</source>
        <translation>
            <numerusform>%n goes to words that are much alike:</numerusform>
            <numerusform>%n go to words that are much alike:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more: see the details</source>
        <translation>
            <numerusform>and %n more: see the details</numerusform>
            <numerusform>and %n more: see the details</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be placed. None is lost: they wait in a list beside the text until you decide.</source>
        <translation>
            <numerusform>%n cannot be placed. It is not lost: it waits in a list beside the text until you decide.</numerusform>
            <numerusform>%n cannot be placed. None is lost: they wait in a list beside the text until you decide.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) on other articles come(s) along.</source>
        <translation>
            <numerusform>%n mark on another article comes along.</numerusform>
            <numerusform>%n marks on other articles come along.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) on other articles keep(s) an end in the earlier text.</source>
        <translation>
            <numerusform>%n mark on another article keeps an end in the earlier text.</numerusform>
            <numerusform>%n marks on other articles keep an end in the earlier text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChecklistPanel</name>
    <message numerus="yes">
        <source>%n thing(s) missing</source>
        <translation>
            <numerusform>%n thing missing</numerusform>
            <numerusform>%n things missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodebookEditor</name>
    <message numerus="yes">
        <source>%n set(s) keep version</source>
        <translation>
            <numerusform>%n set keeps version</numerusform>
            <numerusform>%n sets keep version</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodebooksDialog</name>
    <message numerus="yes">
        <source>%n set(s)</source>
        <translation>
            <numerusform>%n set</numerusform>
            <numerusform>%n sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Consequences</name>
    <message numerus="yes">
        <source>%n submitted set(s) will be held against it: “{names}”.</source>
        <translation>
            <numerusform>%n submitted set will be held against it: “{names}”.</numerusform>
            <numerusform>%n submitted sets will be held against it: “{names}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n submitted set(s) will be held against it, among them “{names}”.</source>
        <translation>
            <numerusform>%n submitted set will be held against it: “{names}”.</numerusform>
            <numerusform>%n submitted sets will be held against it, among them “{names}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n submitted set(s) will be held against it, so that their reviews change: “{names}”.</source>
        <translation>
            <numerusform>%n submitted set will be held against it, so that its review changes: “{names}”.</numerusform>
            <numerusform>%n submitted sets will be held against it, so that their reviews change: “{names}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n submitted set(s) will be held against it, so that their reviews change, among them “{names}”.</source>
        <translation>
            <numerusform>%n submitted set will be held against it, so that its review changes: “{names}”.</numerusform>
            <numerusform>%n submitted sets will be held against it, so that their reviews change, among them “{names}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeletedDialog</name>
    <message numerus="yes">
        <source>Deleted articles are kept for %n day(s), with all their sets.</source>
        <translation>
            <numerusform>Deleted articles are kept for %n day, with all their sets.</numerusform>
            <numerusform>Deleted articles are kept for %n days, with all their sets.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskHeader</name>
    <message numerus="yes">
        <source>%n hint(s) used.</source>
        <translation>
            <numerusform>%n hint used.</numerusform>
            <numerusform>%n hints used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExerciseDialog</name>
    <message numerus="yes">
        <source>What is set here goes for all %n articles of it.</source>
        <translation>
            <numerusform>What is set here goes for the %n article of it.</numerusform>
            <numerusform>What is set here goes for all %n articles of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n submitted set(s) wait(s) for it.</source>
        <translation>
            <numerusform>%n submitted set waits for it.</numerusform>
            <numerusform>%n submitted sets wait for it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HintCounts</name>
    <message numerus="yes">
        <source>In {place}, %n more passage(s) to mark: “{category}”.</source>
        <translation>
            <numerusform>In {place}, %n more passage to mark: “{category}”.</numerusform>
            <numerusform>In {place}, %n more passages to mark: “{category}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing more is missing in {place}, but %n mark(s) there lie(s) on what the key calls sound.</source>
        <translation>
            <numerusform>Nothing more is missing in {place}, but %n mark there lies on what the key calls sound.</numerusform>
            <numerusform>Nothing more is missing in {place}, but %n marks there lie on what the key calls sound.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing more is missing in this article, but in {place} %n mark(s) lie(s) on what the key calls sound.</source>
        <translation>
            <numerusform>Nothing more is missing in this article, but in {place} %n mark lies on what the key calls sound.</numerusform>
            <numerusform>Nothing more is missing in this article, but in {place} %n marks lie on what the key calls sound.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Hinting</name>
    <message numerus="yes">
        <source>%n hint(s) used.</source>
        <translation>
            <numerusform>%n hint used.</numerusform>
            <numerusform>%n hints used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message numerus="yes">
        <source>Tags of %n article(s)</source>
        <translation>
            <numerusform>Tags of %n article</numerusform>
            <numerusform>Tags of %n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) deleted.</source>
        <translation>
            <numerusform>%n article deleted.</numerusform>
            <numerusform>%n articles deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Undo deletion of %n article(s)</source>
        <translation>
            <numerusform>&amp;Undo deletion of %n article</numerusform>
            <numerusform>&amp;Undo deletion of %n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) brought back.</source>
        <translation>
            <numerusform>%n article brought back.</numerusform>
            <numerusform>%n articles brought back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HomeCounts</name>
    <message numerus="yes">
        <source>You have begun: %n mark(s) so far.</source>
        <translation>
            <numerusform>You have begun: %n mark so far.</numerusform>
            <numerusform>You have begun: %n marks so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read again: %n passage(s) that you missed or misjudged are due.</source>
        <translation>
            <numerusform>Read again: %n passage that you missed or misjudged is due.</numerusform>
            <numerusform>Read again: %n passages that you missed or misjudged are due.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flagged</source>
        <translation>
            <numerusform>%n flagged</numerusform>
            <numerusform>%n flagged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sound passage(s) flagged</source>
        <translation>
            <numerusform>%n sound passage flagged</numerusform>
            <numerusform>%n sound passages flagged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Importer</name>
    <message numerus="yes">
        <source>Reading %n file(s) …</source>
        <translation>
            <numerusform>Reading %n file …</numerusform>
            <numerusform>Reading %n files …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n mark</numerusform>
            <numerusform>%n marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are gone for good then.</source>
        <translation>
            <numerusform>%n item is gone for good then.</numerusform>
            <numerusform>%n items are gone for good then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Keying</name>
    <message numerus="yes">
        <source>%n thing(s) have to be mended first. The checklist names them.</source>
        <translation>
            <numerusform>%n thing has to be mended first. The checklist names it.</numerusform>
            <numerusform>%n things have to be mended first. The checklist names them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finish the key with %n item(s)?</source>
        <translation>
            <numerusform>Finish the key with %n item?</numerusform>
            <numerusform>Finish the key with %n items?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are still missing.</source>
        <translation>
            <numerusform>%n thing is still missing.</numerusform>
            <numerusform>%n things are still missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearnersDialog</name>
    <message numerus="yes">
        <source>%n set(s) with all marks and results go too.</source>
        <translation>
            <numerusform>%n set with all marks and results goes too.</numerusform>
            <numerusform>%n sets with all marks and results go too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n mark</numerusform>
            <numerusform>%n marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more place(s)</source>
        <translation>
            <numerusform>%n more place</numerusform>
            <numerusform>%n more places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message numerus="yes">
        <source>{shown} of %n article(s)</source>
        <translation>
            <numerusform>{shown} of %n article</numerusform>
            <numerusform>{shown} of %n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) of reading</source>
        <translation>
            <numerusform>%n minute of reading</numerusform>
            <numerusform>%n minutes of reading</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) imported.</source>
        <translation>
            <numerusform>%n article imported.</numerusform>
            <numerusform>%n articles imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairPage</name>
    <message numerus="yes">
        <source>Finish the key with %n item(s)?</source>
        <translation>
            <numerusform>Finish the key with %n item?</numerusform>
            <numerusform>Finish the key with %n items?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) still open will not be in it.</source>
        <translation>
            <numerusform>%n pair still open will not be in it.</numerusform>
            <numerusform>%n pairs still open will not be in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) have no explanation.</source>
        <translation>
            <numerusform>%n item has no explanation.</numerusform>
            <numerusform>%n items have no explanation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n explanation(s) are still learners&apos; notes, word for word: all readers will see them.</source>
        <translation>
            <numerusform>%n explanation is still a learner&apos;s note, word for word: all readers will see it.</numerusform>
            <numerusform>%n explanations are still learners&apos; notes, word for word: all readers will see them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PairWork</name>
    <message numerus="yes">
        <source>%n decision(s) stand(s) open again: one of the sets has been changed.</source>
        <translation>
            <numerusform>%n decision stands open again: one of the sets has been changed.</numerusform>
            <numerusform>%n decisions stand open again: one of the sets has been changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PracticeSide</name>
    <message numerus="yes">
        <source>%n day(s) in a row</source>
        <translation>
            <numerusform>%n day in a row</numerusform>
            <numerusform>%n days in a row</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleCounts</name>
    <message numerus="yes">
        <source>It goes %n word(s) beyond the sentence: {words}.</source>
        <translation>
            <numerusform>It goes %n word beyond the sentence: {words}.</numerusform>
            <numerusform>It goes %n words beyond the sentence: {words}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It goes %n word(s) beyond what the key allows: {words}.</source>
        <translation>
            <numerusform>It goes %n word beyond what the key allows: {words}.</numerusform>
            <numerusform>It goes %n words beyond what the key allows: {words}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It goes %n word(s) beyond the passage: {words}.</source>
        <translation>
            <numerusform>It goes %n word beyond the passage: {words}.</numerusform>
            <numerusform>It goes %n words beyond the passage: {words}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message numerus="yes">
        <source>%n key(s) left out: the teacher has not opened the review yet.</source>
        <translation>
            <numerusform>%n key left out: the teacher has not opened the review yet.</numerusform>
            <numerusform>%n keys left out: the teacher has not opened the review yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StructurePanel</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StructureView</name>
    <message numerus="yes">
        <source>%n block(s) chosen</source>
        <translation>
            <numerusform>%n block chosen</numerusform>
            <numerusform>%n blocks chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Submitting</name>
    <message numerus="yes">
        <source>Submit %n mark(s)?</source>
        <translation>
            <numerusform>Submit %n mark?</numerusform>
            <numerusform>Submit %n marks?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) still miss(es) the passage with which it clashes.</source>
        <translation>
            <numerusform>%n mark still misses the passage with which it clashes.</numerusform>
            <numerusform>%n marks still miss the passages with which they clash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message numerus="yes">
        <source>%n mark(s) exported to {file}</source>
        <translation>
            <numerusform>%n mark exported to {file}</numerusform>
            <numerusform>%n marks exported to {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) loaded as “{name}”.</source>
        <translation>
            <numerusform>%n mark loaded as “{name}”.</numerusform>
            <numerusform>%n marks loaded as “{name}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them could not be placed.</source>
        <translation>
            <numerusform>%n of them could not be placed.</numerusform>
            <numerusform>%n of them could not be placed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unplaced</name>
    <message numerus="yes">
        <source>%n mark(s) could not be placed in the text</source>
        <translation>
            <numerusform>%n mark could not be placed in the text</numerusform>
            <numerusform>%n marks could not be placed in the text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnplacedDialog</name>
    <message numerus="yes">
        <source>%n passage(s) without a place</source>
        <translation>
            <numerusform>%n passage without a place</numerusform>
            <numerusform>%n passages without a place</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhichCodebook</name>
    <message numerus="yes">
        <source>Sets of %n article(s) whose key has another codebook are made with that one.</source>
        <translation>
            <numerusform>Sets of %n article whose key has another codebook are made with that one.</numerusform>
            <numerusform>Sets of %n articles whose key has another codebook are made with that one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message numerus="yes">
        <source>Saved. %n mark(s) could not be placed.</source>
        <translation>
            <numerusform>Saved. %n mark could not be placed.</numerusform>
            <numerusform>Saved. %n marks could not be placed.</numerusform>
        </translation>
    </message>
</context>
</TS>
