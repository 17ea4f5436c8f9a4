using System.Collections;

namespace GenNet;

/// <summary>The layers, or the models, of a property with <see cref="RepeatAttribute"/>, in order.</summary>
/// <typeparam name="TLayer">What they are: a kind of layers, or a model's class.</typeparam>
/// <param name="layers">The layers; given by generated code.</param>
public sealed class Layers<TLayer>(params IReadOnlyList<TLayer> layers) : IReadOnlyList<TLayer>
    where TLayer : class
{
    /// <summary>How many there are.</summary>
    public int Count => layers.Count;

    /// <summary>Number <paramref name="index"/>, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such one.</exception>
    public TLayer this[int index] => layers[index];

    /// <inheritdoc/>
    public IEnumerator<TLayer> GetEnumerator() => layers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Class and number: <c>6 × Block</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count} × {typeof(TLayer).Name}");
}
