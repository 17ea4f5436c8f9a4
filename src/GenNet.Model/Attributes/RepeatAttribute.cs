namespace GenNet;

/// <summary>
/// On a property of type <c>Layers&lt;…&gt;</c>: a list of layers of one kind, whose attribute stands beside, or of models of one class. Each has weights of its own.
/// <code>
/// [Repeat(3), Dense(16)] public partial Layers&lt;Dense&gt; Hidden { get; }
/// [Repeat(6)] public partial Layers&lt;Block&gt; Blocks { get; }
/// </code>
/// <c>Forward</c> takes them one after another, <c>foreach (var block in Blocks) x = block.Forward(x);</c>, or by number, <c>Blocks[0].Forward(x)</c>; without <c>Forward</c> they follow each other.
/// </summary>
/// <param name="count">How many, from 1 to 1000.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class RepeatAttribute(int count) : Attribute
{
    /// <summary>How many.</summary>
    public int Count { get; } = count;

    /// <summary>The number in the first one's name in weight files, from 0 unless it is given: the names of <c>Blocks</c> are <c>blocks_0</c>, <c>blocks_1</c>, ….</summary>
    public int First { get; set; }
}
