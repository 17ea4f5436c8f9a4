using GenNet.Specs;

namespace GenNet.Rules;

/// <summary>Where in a list: <c>1</c>, or <c>^1</c> from its end.</summary>
internal sealed record RuleBound(bool IsFromEnd, RuleNode Position)
{
    /// <summary>The index that it is in a list of <paramref name="count"/>.</summary>
    public long In(int count, IReadOnlyDictionary<string, RuleValue> names)
    {
        var position = Position.ValueIn(names).Integer;
        return IsFromEnd ? count - position : position;
    }
}

/// <summary><c>input[^1]</c>.</summary>
internal sealed record IndexNode(RuleNode List, RuleBound Bound, RuleToken Closing) : RuleNode(List.Start, Closing.Start + Closing.Length)
{
    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names)
    {
        Require(List, RuleType.List, names);
        Require(Bound.Position, RuleType.Integer, names);
        return RuleType.Integer;
    }

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names)
    {
        var list = List.ValueIn(names);
        var index = Bound.In(list.List.Count, names);
        return index >= 0 && index < list.List.Count
            ? RuleValue.Of((long)list.List[(int)index])
            : throw Wrong($"asks for axis {(Bound.IsFromEnd ? "^" : "")}{Bound.Position.ValueIn(names)}, and {list} has none such");
    }
}

/// <summary><c>input[..^1]</c>.</summary>
internal sealed record RangeNode(RuleNode List, RuleBound? First, RuleBound? Last, RuleToken Closing) : RuleNode(List.Start, Closing.Start + Closing.Length)
{
    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names)
    {
        Require(List, RuleType.List, names);
        foreach (var bound in new[] { First, Last }.OfType<RuleBound>())
            Require(bound.Position, RuleType.Integer, names);
        return RuleType.List;
    }

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names)
    {
        var list = List.ValueIn(names);
        var count = list.List.Count;
        var (start, end) = (First?.In(count, names) ?? 0, Last?.In(count, names) ?? count);
        return start >= 0 && start <= end && end <= count
            ? RuleValue.Of(list.List.Skip((int)start).Take((int)(end - start)).ToEquatableArray())
            : throw Wrong($"asks for axes that {list} doesn't have");
    }
}

/// <summary><c>input.Rank</c>, or the member of an enum: <c>Mode.Sum</c>.</summary>
internal sealed record MemberNode(RuleNode Target, RuleToken Name) : RuleNode(Target.Start, Name.Start + Name.Length)
{
    private static readonly string[] s_counts = ["Rank", "Length", "Count"];

    public override RuleType TypeIn(IReadOnlyDictionary<string, RuleType> names)
    {
        if (IsEnum(key => names.TryGetValue(key, out var type) ? type : RuleType.Text))
            return RuleType.Text;
        Require(Target, RuleType.List, names);
        return s_counts.Contains(Name.Text)
            ? RuleType.Integer
            : throw new RuleException(Name.Start, Name.Length, $"'{Name.Text}' is nothing that a list has: use Rank, or Length");
    }

    public override RuleValue ValueIn(IReadOnlyDictionary<string, RuleValue> names) =>
        IsEnum(key => names.TryGetValue(key, out var value) ? value.Type : RuleType.Text) ? RuleValue.Of(Name.Text) : RuleValue.Of((long)Target.ValueIn(names).List.Count);

    // An argument may be called as its enum: mode == Mode.Sum.
    private bool IsEnum(Func<string, RuleType> typeOf) => Target is NameNode name && typeOf(name.Key) == RuleType.Text;
}
