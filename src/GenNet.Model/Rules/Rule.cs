using GenNet.Specs;

namespace GenNet.Rules;

/// <summary>
/// A rule of a layer that is read as data, because a compiler can't run the code that it compiles: a shape, <c>input[..^1], units</c>, or a condition, <c>units % heads == 0</c>. Expressions
/// are C#'s, over the shapes of the inputs (lists, batch left out) and the arguments of the layer's attribute.
/// </summary>
public sealed class Rule
{
    private readonly IReadOnlyList<RuleNode> _items;

    private Rule(string text, IReadOnlyList<RuleNode> items)
    {
        Text = text;
        _items = items;
    }

    /// <summary>How it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a rule.</summary>
    /// <exception cref="RuleException">The text is none.</exception>
    public static Rule Parse(string text) => new(text, new RuleParser(text).Parse());

    /// <summary>Checks that it is a shape, whatever the values.</summary>
    /// <param name="names">Types of inputs and arguments, by their names in snake case.</param>
    /// <exception cref="RuleException">It is none.</exception>
    public void CheckShape(IReadOnlyDictionary<string, RuleType> names)
    {
        foreach (var item in _items)
        {
            var type = item.TypeIn(names);
            if (type is not (RuleType.Integer or RuleType.List))
                throw item.Wrong($"is {RuleNode.Describe(type)}, and a dimension is a whole number{(type == RuleType.Number ? ": use floor(…) or ceil(…)" : "")}");
        }
    }

    /// <summary>Checks that it is one condition, whatever the values.</summary>
    /// <param name="names">Types of inputs and arguments, by their names in snake case.</param>
    /// <exception cref="RuleException">It is none.</exception>
    public void CheckCondition(IReadOnlyDictionary<string, RuleType> names)
    {
        if (_items.Count != 1)
            throw new RuleException(0, Text.Length, "must be one condition");
        var type = _items[0].TypeIn(names);
        if (type != RuleType.Boolean)
            throw _items[0].Wrong($"is {RuleNode.Describe(type)}, where a condition is needed");
    }

    /// <summary>The shape for these values.</summary>
    /// <param name="names">Shapes of inputs and values of arguments, by their names in snake case.</param>
    /// <exception cref="RuleException">It has none, or a dimension is less than 1.</exception>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public TensorShape ShapeIn(IReadOnlyDictionary<string, RuleValue> names)
    {
        var dimensions = new List<int>();
        foreach (var item in _items)
        {
            var value = item.ValueIn(names);
            if (value.Type == RuleType.Integer && value.Integer < 1)
                throw item.Wrong($"is {value}, and a dimension must be at least 1");
            dimensions.AddRange(value.Type == RuleType.List ? value.List : [checked((int)value.Integer)]);
        }
        return new(dimensions.ToEquatableArray());
    }

    /// <summary>Whether the condition holds for these values.</summary>
    /// <param name="names">Shapes of inputs and values of arguments, by their names in snake case.</param>
    /// <exception cref="RuleException">It can't be told.</exception>
    /// <exception cref="OverflowException">A number is too large.</exception>
    public bool HoldsIn(IReadOnlyDictionary<string, RuleValue> names) => _items[0].ValueIn(names).Boolean;
}
