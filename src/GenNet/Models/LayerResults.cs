namespace GenNet;

/// <summary>
/// All that a call of a layer yields, where their number follows from what the layer holds: <c>var (output, hiddenState, cellState) = layer.ForwardWithState(x)</c>, as many variables as
/// there are results, or a tuple of as many. A class's <c>Forward</c> takes it apart so; it is no value of its own there.
/// </summary>
public readonly struct LayerResults
{
    private readonly Tensor[] _results;

    internal LayerResults(Tensor[] results) => _results = results;

    /// <summary>How many there are.</summary>
    public int Count => _results?.Length ?? 0;

    /// <summary>Result <paramref name="index"/>: the output, then the states in Keras' order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public Tensor this[int index] => index >= 0 && index < Count
        ? _results[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The layer yields {Count} results.");

    /// <summary>Takes two results.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them; so with all others.</exception>
    public void Deconstruct(out Tensor first, out Tensor second)
    {
        Check(2);
        (first, second) = (_results[0], _results[1]);
    }

    /// <summary>Takes three results.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third)
    {
        Check(3);
        (first, second, third) = (_results[0], _results[1], _results[2]);
    }

    /// <summary>Takes four results.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth)
    {
        Check(4);
        (first, second, third, fourth) = (_results[0], _results[1], _results[2], _results[3]);
    }

    /// <summary>Takes five results.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth)
    {
        Check(5);
        (first, second, third, fourth, fifth) = (_results[0], _results[1], _results[2], _results[3], _results[4]);
    }

    /// <summary>Takes six results.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth, out Tensor sixth)
    {
        Check(6);
        (first, second, third, fourth, fifth, sixth) = (_results[0], _results[1], _results[2], _results[3], _results[4], _results[5]);
    }

    /// <summary>Takes seven results.</summary>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth, out Tensor sixth, out Tensor seventh)
    {
        Check(7);
        (first, second, third, fourth, fifth, sixth, seventh) = (_results[0], _results[1], _results[2], _results[3], _results[4], _results[5], _results[6]);
    }

    /// <summary>Takes eight results.</summary>
    public void Deconstruct(
        out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth, out Tensor sixth, out Tensor seventh, out Tensor eighth)
    {
        Check(8);
        (first, second, third, fourth, fifth, sixth, seventh, eighth) =
            (_results[0], _results[1], _results[2], _results[3], _results[4], _results[5], _results[6], _results[7]);
    }

    /// <summary>Takes nine results.</summary>
    public void Deconstruct(
        out Tensor first, out Tensor second, out Tensor third, out Tensor fourth, out Tensor fifth, out Tensor sixth, out Tensor seventh, out Tensor eighth, out Tensor ninth)
    {
        Check(9);
        (first, second, third, fourth, fifth, sixth, seventh, eighth, ninth) =
            (_results[0], _results[1], _results[2], _results[3], _results[4], _results[5], _results[6], _results[7], _results[8]);
    }

    /// <summary>Two results as a tuple.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public static implicit operator (Tensor First, Tensor Second)(LayerResults results)
    {
        var (first, second) = results;
        return (first, second);
    }

    /// <summary>Three results as a tuple.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public static implicit operator (Tensor First, Tensor Second, Tensor Third)(LayerResults results)
    {
        var (first, second, third) = results;
        return (first, second, third);
    }

    /// <summary>Four results as a tuple.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public static implicit operator (Tensor First, Tensor Second, Tensor Third, Tensor Fourth)(LayerResults results)
    {
        var (first, second, third, fourth) = results;
        return (first, second, third, fourth);
    }

    /// <summary>Five results as a tuple.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public static implicit operator (Tensor First, Tensor Second, Tensor Third, Tensor Fourth, Tensor Fifth)(LayerResults results)
    {
        var (first, second, third, fourth, fifth) = results;
        return (first, second, third, fourth, fifth);
    }

    /// <summary>Six results as a tuple.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public static implicit operator (Tensor First, Tensor Second, Tensor Third, Tensor Fourth, Tensor Fifth, Tensor Sixth)(LayerResults results)
    {
        var (first, second, third, fourth, fifth, sixth) = results;
        return (first, second, third, fourth, fifth, sixth);
    }

    /// <summary>Seven results as a tuple.</summary>
    /// <exception cref="InvalidOperationException">There is another number of them.</exception>
    public static implicit operator (Tensor First, Tensor Second, Tensor Third, Tensor Fourth, Tensor Fifth, Tensor Sixth, Tensor Seventh)(LayerResults results)
    {
        var (first, second, third, fourth, fifth, sixth, seventh) = results;
        return (first, second, third, fourth, fifth, sixth, seventh);
    }

    private void Check(int count)
    {
        if (Count != count)
            throw new InvalidOperationException($"The layer yields {Count} results, and {count} are taken; take as many as there are.");
    }
}
