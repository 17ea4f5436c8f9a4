using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Reads a contract's text, strictly: whatever isn't as <see cref="ContractWriter"/> writes it, spacing between words apart, is an error with its place.</summary>
internal sealed class ContractReader
{
    private static readonly string[] s_conflictMarks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

    // The grammar that can say them first.
    private const int Forms = 2;

    private readonly string[] _lines;
    private readonly List<string> _comments = [];
    private int _next;

    private ContractReader(string text) => _lines = text.Split('\n');

    public static ContractParseResult Read(string text)
    {
        if (text.Length > 0 && text[0] == '\ufeff')
            text = text.Substring(1);
        var firstEnd = text.IndexOf('\n');
        var newLine = firstEnd > 0 && text[firstEnd - 1] == '\r' ? "\r\n" : "\n";
        try
        {
            return new(new ContractReader(text).ReadContract() with { NewLine = newLine });
        }
        catch (ContractSyntaxException exception)
        {
            return new(exception.Error, ModelNamesIn(text));
        }
    }

    private static EquatableArray<string> ModelNamesIn(string text) => text.Split('\n')
        .Where(static line => line.StartsWith("model ", StringComparison.Ordinal))
        .Select(static line => line.Substring("model ".Length).Trim())
        .ToEquatableArray();

    private WeightContract ReadContract()
    {
        if (ContractText.GrammarOf(_lines[0].TrimEnd()) is not { } grammar)
        {
            throw Conflict(0) ?? OfNewerGrammar() ?? new(new(1, 1, Math.Max(1, _lines[0].TrimEnd().Length),
                $"a weight contract begins with the line '{ContractText.Header(ContractText.Grammar)}'; if it is lost, take the file from version control, or delete it and run '{WeightContract.AcceptCommand}'"));
        }
        _next = 1;
        var cursor = NextLine() ?? throw AtEnd("expected 'model' and the full name of the model's class");
        var comments = TakeComments();
        Keyword(cursor, "model");
        var model = cursor.Name("the full name of the model's class");
        cursor.End();
        var versions = new List<ContractVersion>();
        var line = NextLine();
        while (line is not null)
            versions.Add(ReadVersion(line, versions, grammar, out line));
        if (versions.Count == 0)
            throw AtEnd("expected 'version 1' or 'version 1 draft' and its layers");
        return new(model, versions.ToEquatableArray()) { Grammar = grammar, Comments = comments, CommentsAtEnd = TakeComments() };
    }

    private ContractVersion ReadVersion(LineCursor cursor, List<ContractVersion> newer, int grammar, out LineCursor? next)
    {
        var comments = TakeComments();
        Keyword(cursor, "version");
        var start = cursor.Position;
        var number = cursor.Number("the version's number");
        if (newer.Count > 0 && number >= newer[newer.Count - 1].Number)
            throw cursor.Wrong(start, $"versions stand newest first, so a number below {newer[newer.Count - 1].Number} must follow");
        cursor.EndOfToken();
        var (isDraft, form) = (false, KerasForm.Automatic);
        while (!cursor.AtEnd)
        {
            start = cursor.Position;
            var word = cursor.Name("'draft' or the end of the line");
            if (word == "draft" && !isDraft && form == KerasForm.Automatic)
            {
                if (newer.Count > 0)
                    throw cursor.Wrong(start, "only the newest version may be a draft");
                isDraft = true;
            }
            else if (grammar < Forms || form != KerasForm.Automatic || !KerasEnum.TryParse(word, out form) || form is not (KerasForm.Subclassed or KerasForm.Layer))
                throw cursor.Wrong(start, isDraft ? "expected the end of the line" : "expected 'draft' or the end of the line");
            cursor.EndOfToken();
        }
        var version = new VersionReader(number, isDraft, grammar);
        while ((next = NextLine()) is { Position: > 0 })
            version.Read(next, TakeComments());
        return version.Finish() with { Comments = comments, Form = form };
    }

    // The next line that says something, after its indentation of 0, 2 or 4 spaces.
    private LineCursor? NextLine()
    {
        for (; _next < _lines.Length; _next++)
        {
            var line = _lines[_next].TrimEnd('\r', ' ');
            if (Conflict(_next) is { } conflict)
                throw conflict;
            var text = line.TrimStart(' ');
            if (text.Length == 0 && _next == _lines.Length - 1)
                continue;
            if (text.Length == 0 || text[0] == '#')
            {
                _comments.Add(text);
                continue;
            }
            var cursor = new LineCursor(line, _next + 1) { Position = line.Length - text.Length };
            if (cursor.Next == '\t')
                throw cursor.Wrong(cursor.Position, "a tab; indent with spaces: two before a layer, four before a variable");
            if (cursor.Position is not (0 or 2 or 4))
            {
                var found = cursor.Position;
                throw cursor.Wrong(0, $"{found} spaces; indent with two before a layer and four before a variable");
            }
            _next++;
            return cursor;
        }
        return null;
    }

    private static void Keyword(LineCursor cursor, string keyword)
    {
        var start = cursor.Position;
        if (start > 0 || cursor.Name($"'{keyword}'") != keyword)
            throw cursor.Wrong(start, $"expected '{keyword}'");
        cursor.EndOfToken();
    }

    private EquatableArray<string> TakeComments()
    {
        var comments = _comments.ToEquatableArray();
        _comments.Clear();
        return comments;
    }

    private ContractSyntaxException? Conflict(int line) =>
        s_conflictMarks.Any(mark => _lines[line].StartsWith(mark, StringComparison.Ordinal))
            ? new(new(line + 1, 1, 7,
                $"two changes of the model's weights met in a merge: take one side of this file, so that it is a contract again, then run '{WeightContract.AcceptCommand}' to record the merged class")
            {
                IsConflict = true,
            })
            : null;

    private ContractSyntaxException? OfNewerGrammar() => ContractText.IsOfNewerGrammar(_lines[0].TrimEnd())
        ? new(new(1, 1, _lines[0].TrimEnd().Length, $"a newer GenNet has written this weight contract, and this one reads up to '{ContractText.Header(ContractText.Grammar)}'; update the package GenNet, and leave the file as it is"))
        : null;

    private ContractSyntaxException AtEnd(string message) => new(new(_lines.Length, 1, 1, "the file ends too early: " + message));
}
