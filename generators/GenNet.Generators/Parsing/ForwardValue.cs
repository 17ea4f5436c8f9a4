namespace GenNet.Generators.Parsing;

/// <summary>What a variable of a <c>Forward</c> body is: one of these, or nothing yet.</summary>
internal readonly record struct ForwardValue
{
    /// <summary>Number of a tensor.</summary>
    public int? Tensor { get; init; }

    /// <summary>Numbers of tensors that are one result: <c>var parts = Tensor.Split(x, 3)</c>.</summary>
    public IReadOnlyList<int>? Parts { get; init; }

    /// <summary>Index of a layer: the variable of <c>foreach</c>, a parameter.</summary>
    public int? Layer { get; init; }

    /// <summary>A number that is known while the body is read.</summary>
    public ForwardNumber? Number { get; init; }
}
