using System.Collections;

namespace GenNet;

/// <summary>The parts that a tensor was split into: <c>var (a, b) = Tensor.Split(x, 2)</c>.</summary>
public readonly struct TensorParts : IReadOnlyList<Tensor>
{
    private readonly Tensor[] _parts;

    internal TensorParts(Tensor[] parts) => _parts = parts;

    /// <summary>How many there are.</summary>
    public int Count => _parts.Length;

    /// <summary>Part <paramref name="index"/>.</summary>
    public Tensor this[int index] => _parts[index];

    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator() => ((IEnumerable<Tensor>)_parts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Two parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor first, out Tensor second) => (first, second) = (At(0, 2), At(1, 2));

    /// <summary>Three parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third) => (first, second, third) = (At(0, 3), At(1, 3), At(2, 3));

    /// <summary>Four parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth) => (first, second, third, fourth) = (At(0, 4), At(1, 4), At(2, 4), At(3, 4));

    /// <summary>Five parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth) =>
        (first, second, third, fourth, fifth) = (At(0, 5), At(1, 5), At(2, 5), At(3, 5), At(4, 5));

    /// <summary>Six parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth, out Tensor sixth) =>
        (first, second, third, fourth, fifth, sixth) = (At(0, 6), At(1, 6), At(2, 6), At(3, 6), At(4, 6), At(5, 6));

    private Tensor At(int index, int count) => _parts.Length == count
        ? _parts[index]
        : throw new InvalidOperationException($"There are {_parts.Length} parts, and {count} variables to take them.");
}
