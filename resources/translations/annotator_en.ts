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
    <name>Desk</name>
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
            <numerusform>%n marks still miss the passage with which they clash.</numerusform>
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
</TS>
