namespace GenNet.Rules;

/// <summary>Cuts a rule into tokens.</summary>
internal static class RuleLexer
{
    private static readonly string[] s_symbols = ["&&", "||", "==", "!=", "<=", ">=", "..", "<", ">", "!", "?", ":", "+", "-", "*", "/", "%", "(", ")", "[", "]", ",", "^", "."];

    /// <summary>The tokens, the last of them <see cref="RuleTokenKind.End"/>.</summary>
    /// <exception cref="RuleException">A character belongs to no token.</exception>
    public static IReadOnlyList<RuleToken> Read(string rule)
    {
        var tokens = new List<RuleToken>();
        for (var at = 0; at < rule.Length;)
        {
            if (char.IsWhiteSpace(rule[at]))
            {
                at++;
                continue;
            }
            var token = Next(rule, at);
            tokens.Add(token);
            at += token.Length;
        }
        tokens.Add(new(RuleTokenKind.End, "", rule.Length, 0));
        return tokens;
    }

    private static RuleToken Next(string rule, int start)
    {
        var first = rule[start];
        if (char.IsLetter(first) || first == '_')
            return Token(RuleTokenKind.Name, rule, start, End(rule, start, static c => char.IsLetterOrDigit(c) || c == '_'));
        if (char.IsDigit(first))
            return Token(RuleTokenKind.Number, rule, start, EndOfNumber(rule, start));
        if (first is '\'' or '"')
        {
            var end = rule.IndexOf(first, start + 1);
            return end > 0
                ? new(RuleTokenKind.Text, rule.Substring(start + 1, end - start - 1), start, end + 1 - start)
                : throw new RuleException(start, rule.Length - start, $"the text has no closing {first}");
        }
        var symbol = Array.Find(s_symbols, symbol => string.CompareOrdinal(rule, start, symbol, 0, symbol.Length) == 0);
        return symbol is null
            ? throw new RuleException(start, 1, $"'{first}' has no meaning in a rule")
            : new(RuleTokenKind.Symbol, symbol, start, symbol.Length);
    }

    private static int EndOfNumber(string rule, int start)
    {
        var end = End(rule, start, char.IsDigit);
        // Two dots are a range: input[1..].
        return end + 1 < rule.Length && rule[end] == '.' && char.IsDigit(rule[end + 1]) ? End(rule, end + 1, char.IsDigit) : end;
    }

    private static int End(string rule, int start, Func<char, bool> belongs)
    {
        while (start < rule.Length && belongs(rule[start]))
            start++;
        return start;
    }

    private static RuleToken Token(RuleTokenKind kind, string rule, int start, int end) => new(kind, rule.Substring(start, end - start), start, end - start);
}

/// <summary>Kinds of <see cref="RuleToken"/>.</summary>
internal enum RuleTokenKind
{
    /// <summary>The rule's end.</summary>
    End,
    /// <summary>A name.</summary>
    Name,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A text in quotation marks.</summary>
    Text,
    /// <summary>An operator or a bracket.</summary>
    Symbol,
}

/// <summary>A word of a rule.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a text, what stands between the quotation marks.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Number of its characters.</param>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int Start, int Length);
