namespace GenNet.Rules;

/// <summary>An expression in a rule.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index after its last character.</param>
internal abstract record RuleNode(int Start, int End)
{
    /// <summary>What it is, where names are of these types.</summary>
    /// <exception cref="RuleException">It makes no sense of them.</exception>
    public abstract RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names);

    /// <summary>Its value, where names have these values.</summary>
    /// <exception cref="RuleException">It has none.</exception>
    public abstract RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names);

    /// <summary>That it is wrong.</summary>
    public RuleException Wrong(string problem) => new(Start, End - Start, problem);

    /// <summary>Requires that <paramref name="node"/> is a number.</summary>
    protected static RuleType NumberIn(RuleNode node, IReadOnlyDictionary<string, RuleType> names)
    {
        var type = node.TypeIn(names);
        return type is RuleType.Integer or RuleType.Number ? type : throw node.Wrong($"is {Describe(type)}, where a number is needed");
    }

    /// <summary>Requires that <paramref name="node"/> is of a type.</summary>
    protected static void Require(RuleNode node, RuleType expected, IReadOnlyDictionary<string, RuleType> names)
    {
        var type = node.TypeIn(names);
        if (type != expected)
            throw node.Wrong($"is {Describe(type)}, where {Describe(expected)} is needed");
    }

    /// <summary>The type of what is computed of two numbers: whole numbers give whole ones, as in C#.</summary>
    protected static RuleType Common(RuleType left, RuleType right) => left == RuleType.Integer && right == RuleType.Integer ? RuleType.Integer : RuleType.Number;

    /// <summary>A type in messages.</summary>
    public static string Describe(RuleType type) => type switch
    {
        RuleType.Integer => "a whole number",
        RuleType.Number => "a number with a fraction",
        RuleType.Boolean => "true or false",
        RuleType.Text => "a text",
        _ => "a list",
    };
}

/// <summary>A value that stands there.</summary>
internal sealed record LiteralNode(RuleValue Value, int Start, int Length) : RuleNode(Start, Start + Length)
{
    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names) => Value.Type;

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names) => Value;
}

/// <summary>The name of an input or an argument.</summary>
internal sealed record NameNode(string Name, int Start, int Length) : RuleNode(Start, Start + Length)
{
    /// <summary>The name under which it is looked for: an argument may be written as the constructor's parameter or as the property.</summary>
    public string Key => Naming.SnakeCase.OfArgument(Name);

    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names) => names.TryGetValue(Key, out var type)
        ? type
        : throw Wrong($"'{Name}' is neither an input nor an argument: there are {string.Join(", ", names.Keys.Select(Naming.PascalCase.Camel))}");

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names) => names[Key];
}

/// <summary><c>condition ? a : b</c>.</summary>
internal sealed record ConditionalNode(RuleNode Condition, RuleNode WhenTrue, RuleNode WhenFalse) : RuleNode(Condition.Start, WhenFalse.End)
{
    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names)
    {
        Require(Condition, RuleType.Boolean, names);
        var (left, right) = (WhenTrue.TypeIn(names), WhenFalse.TypeIn(names));
        return (left, right) switch
        {
            _ when left == right => left,
            (RuleType.Integer or RuleType.Number, RuleType.Integer or RuleType.Number) => RuleType.Number,
            _ => throw WhenFalse.Wrong($"is {Describe(right)}, and the other choice is {Describe(left)}"),
        };
    }

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names) => (Condition.ValueIn(names).Boolean ? WhenTrue : WhenFalse).ValueIn(names);
}
