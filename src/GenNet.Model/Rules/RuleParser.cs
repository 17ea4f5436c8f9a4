using System.Globalization;

namespace GenNet.Rules;

/// <summary>Reads a rule: expressions as C# has them, separated by commas.</summary>
internal sealed class RuleParser(string rule)
{
    private static readonly string[][] s_operators = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];

    private readonly IReadOnlyList<RuleToken> _tokens = RuleLexer.Read(rule);
    private int _next;

    private RuleToken Next => _tokens[_next];

    /// <summary>The expressions; none of an empty rule.</summary>
    /// <exception cref="RuleException">The text is no rule.</exception>
    public IReadOnlyList<RuleNode> Parse()
    {
        var items = new List<RuleNode>();
        if (Next.Kind == RuleTokenKind.End)
            return items;
        do
            items.Add(Expression());
        while (Take(","));
        return Next.Kind == RuleTokenKind.End ? items : throw Unexpected("an operator, a comma or the end");
    }

    private RuleNode Expression()
    {
        var condition = Binary(0);
        if (!Take("?"))
            return condition;
        var whenTrue = Expression();
        Expect(":");
        return new ConditionalNode(condition, whenTrue, Expression());
    }

    private RuleNode Binary(int level)
    {
        if (level == s_operators.Length)
            return Unary();
        var left = Binary(level + 1);
        while (Next.Kind == RuleTokenKind.Symbol && s_operators[level].Contains(Next.Text))
            left = new BinaryNode(Advance().Text, left, Binary(level + 1));
        return left;
    }

    private RuleNode Unary()
    {
        if (!Is("-") && !Is("!"))
            return Postfix();
        var sign = Advance();
        return new UnaryNode(sign.Text, Unary(), sign.Start);
    }

    private RuleNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            if (Take("["))
                node = Index(node);
            else if (Take("."))
                node = new MemberNode(node, Expect(RuleTokenKind.Name, "a name"));
            else
                return node;
        }
    }

    private RuleNode Index(RuleNode list)
    {
        var first = Is("..") ? null : Bound();
        if (!Take(".."))
            return new IndexNode(list, first!, Expect("]"));
        var last = Is("]") ? null : Bound();
        return new RangeNode(list, first, last, Expect("]"));
    }

    private RuleBound Bound()
    {
        var isFromEnd = Take("^");
        return new(isFromEnd, Binary(s_operators.Length - 2));
    }

    private RuleNode Primary()
    {
        var token = Advance();
        switch (token)
        {
            case { Kind: RuleTokenKind.Number }:
                return new LiteralNode(NumberOf(token), token.Start, token.Length);
            case { Kind: RuleTokenKind.Text }:
                return new LiteralNode(RuleValue.Of(token.Text), token.Start, token.Length);
            case { Kind: RuleTokenKind.Name, Text: "true" or "false" }:
                return new LiteralNode(RuleValue.Of(token.Text == "true"), token.Start, token.Length);
            case { Kind: RuleTokenKind.Name }:
                return Take("(") ? new FunctionNode(token, Arguments(), _tokens[_next - 1]) : new NameNode(token.Text, token.Start, token.Length);
            case { Kind: RuleTokenKind.Symbol, Text: "(" }:
                var inner = Expression();
                Expect(")");
                return inner;
            default:
                _next--;
                throw Unexpected("a number, a name or '('");
        }
    }

    private List<RuleNode> Arguments()
    {
        var arguments = new List<RuleNode>();
        if (Take(")"))
            return arguments;
        do
            arguments.Add(Expression());
        while (Take(","));
        Expect(")");
        return arguments;
    }

    private static RuleValue NumberOf(RuleToken token) =>
        long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? RuleValue.Of(whole)
        : token.Text.Contains('.') ? RuleValue.Of(double.Parse(token.Text, CultureInfo.InvariantCulture))
        : throw new RuleException(token.Start, token.Length, "the number is too large");

    private bool Is(string symbol) => Next.Kind == RuleTokenKind.Symbol && Next.Text == symbol;

    private bool Take(string symbol)
    {
        if (!Is(symbol))
            return false;
        _next++;
        return true;
    }

    private RuleToken Expect(string symbol) => Is(symbol) ? Advance() : throw Unexpected($"'{symbol}'");

    private RuleToken Expect(RuleTokenKind kind, string what) => Next.Kind == kind ? Advance() : throw Unexpected(what);

    // The end stays where it is.
    private RuleToken Advance() => _tokens[_next++];

    private RuleException Unexpected(string expected) => Next.Kind == RuleTokenKind.End
        ? new(Next.Start, 0, $"the rule ends where {expected} is expected")
        : new(Next.Start, Next.Length, $"'{rule.Substring(Next.Start, Next.Length)}' stands where {expected} is expected");
}
