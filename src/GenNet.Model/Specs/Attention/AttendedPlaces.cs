namespace GenNet.Specs;

/// <summary>Which positions attend to which: along neighbouring axes, all others apart from each other.</summary>
/// <param name="Groups">Groups of positions by the axes in front of those.</param>
/// <param name="Inner">Positions of each by the axes behind them.</param>
/// <param name="QueryAxes">Sizes of the axes that are attended along, of the query.</param>
/// <param name="KeyAxes">The same of key and value.</param>
/// <param name="Others">Sizes of the other axes.</param>
public sealed record AttendedPlaces(int Groups, int Inner, EquatableArray<int> QueryAxes, EquatableArray<int> KeyAxes, EquatableArray<int> Others)
{
    /// <summary>Positions of a query group, or their bound.</summary>
    public int Queries => Product(QueryAxes);

    /// <summary>Positions of a key group, or their bound.</summary>
    public int Keys => Product(KeyAxes);

    /// <summary>Whether it is the first axis after the batch alone.</summary>
    public bool IsFirstAxis => Groups == 1 && QueryAxes.Count == 1;

    /// <summary>Whether the query's length is the model's at run time.</summary>
    public bool QueryHasRunTimeLength { get; init; }

    /// <summary>Whether the length of key and value is.</summary>
    public bool KeyHasRunTimeLength { get; init; }

    /// <summary>Whether one of them is.</summary>
    public bool HasRunTimeLength => QueryHasRunTimeLength || KeyHasRunTimeLength;

    /// <summary>Members of the kernels' shape.</summary>
    public IEnumerable<KernelConstant> Constants =>
    [
        KernelConstant.Of("Groups", Groups),
        KernelConstant.Of("Inner", Inner),
        KernelConstant.Of("Queries", Queries),
        KernelConstant.Of("Keys", Keys),
        KernelConstant.Of("QueryHasRunTimeLength", QueryHasRunTimeLength),
        KernelConstant.Of("KeyHasRunTimeLength", KeyHasRunTimeLength),
    ];

    /// <summary>The positions of inputs with features as their last axis.</summary>
    /// <param name="axes">The axes, the batch being 0; null for all.</param>
    /// <param name="query">Type of the query.</param>
    /// <param name="value">Type of the value.</param>
    /// <param name="key">Type of the key.</param>
    /// <exception cref="SpecException">The inputs don't go together, or along these axes.</exception>
    public static AttendedPlaces Of(EquatableArray<int>? axes, TensorType query, TensorType value, TensorType key)
    {
        if (query.Shape.Rank < 2 || value.Shape.Rank != query.Shape.Rank || key.Shape.Rank != query.Shape.Rank)
            throw new SpecException($"takes query, value and key of equally many axes, (positions, features) at least, and they are {query}, {value} and {key}");
        if (key.HasRunTimeLength != value.HasRunTimeLength || !Positions(key.Shape).SequenceEqual(Positions(value.Shape)))
            throw new SpecException($"takes a key for each value, and they are {key} and {value}");
        var attended = Axes(axes, query.Shape);
        var (first, end) = (attended[0], attended[attended.Count - 1] + 1);
        var others = Positions(query.Shape).Where((_, axis) => axis < first || axis >= end).ToEquatableArray();
        if (!others.SequenceEqual(Positions(value.Shape).Where((_, axis) => axis < first || axis >= end)))
            throw new SpecException($"attends along axes of which query {query} and value {value} may have different sizes, and the other axes must be equal");
        if (first > 0 && (query.HasRunTimeLength || value.HasRunTimeLength))
            throw new SpecException("attends along other axes than the first, whose size is known at run time only; declare the model's input without VariableLength");
        return new(
            Product(query.Shape.Dimensions.Take(first)), Product(Positions(query.Shape).Skip(end)),
            Positions(query.Shape).Skip(first).Take(end - first).ToEquatableArray(), Positions(value.Shape).Skip(first).Take(end - first).ToEquatableArray(), others)
        {
            QueryHasRunTimeLength = query.HasRunTimeLength,
            KeyHasRunTimeLength = value.HasRunTimeLength,
        };
    }

    /// <summary>The axes, the batch left out, in ascending order.</summary>
    public static EquatableArray<int> Axes(EquatableArray<int>? axes, TensorShape query)
    {
        if (axes is not { Count: > 0 } given)
            return Enumerable.Range(0, query.Rank - 1).ToEquatableArray();
        var positions = KerasAxis.WithoutBatch(given, query, "attention_axes");
        if (positions[positions.Count - 1] == query.Rank - 1)
            throw SpecException.Of("attention_axes", $"is {ArgumentValue.Of(given)}, and the last axis of the query {query.ToKerasString()} has its features; name others");
        if (positions[positions.Count - 1] - positions[0] >= positions.Count)
            throw SpecException.Of("attention_axes", $"is {ArgumentValue.Of(given)}, and must be neighbouring axes; put a Permute before");
        return positions;
    }

    private static IEnumerable<int> Positions(TensorShape shape) => shape.Dimensions.Take(shape.Rank - 1);

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, static (product, size) => checked(product * size));
}
