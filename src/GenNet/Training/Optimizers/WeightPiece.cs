using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenNet;

/// <summary>
/// Weights that an <see cref="Optimizer"/> updates in one go, with their gradients and slots: a range of all trained weights, or one whole variable
/// (<see cref="Optimizer.UpdatesWholeVariables"/>). Element i of each belongs to the same weight.
/// </summary>
/// <remarks>
/// Ranges begin on a boundary of 64 bytes and are a multiple of 16 long, so that they can be taken as <see cref="Vectors"/>; between variables a range holds up to 15
/// elements that belong to none, with gradients of 0.
/// </remarks>
public readonly ref struct WeightPiece
{
    private readonly ReadOnlySpan<Memory<float>> _slots;
    private readonly int _start;

    /// <summary>A piece; for devices that keep weights and slots themselves.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradients">Their gradients; as long.</param>
    /// <param name="slots">The optimizer's slots, in the order of <see cref="Optimizer.Slots"/>.</param>
    /// <param name="start">Where the piece begins in each slot.</param>
    /// <param name="variable">The variable that the piece is; null for a range.</param>
    /// <exception cref="ArgumentException">There are more or fewer gradients than weights.</exception>
    public WeightPiece(Span<float> weights, Span<float> gradients, ReadOnlySpan<Memory<float>> slots, int start = 0, VariableDescription? variable = null)
    {
        if (weights.Length != gradients.Length)
            throw new ArgumentException($"{weights.Length} weights have as many gradients, and were given {gradients.Length}.", nameof(gradients));
        Weights = weights;
        Gradients = gradients;
        Variable = variable;
        _slots = slots;
        _start = start;
    }

    /// <summary>The weights, to be updated in place.</summary>
    public Span<float> Weights { get; }

    /// <summary>Their gradients, clipped where the optimizer clips. Nobody reads them afterwards: they may serve as working memory.</summary>
    public Span<float> Gradients { get; }

    /// <summary>The variable that the piece is, with name and shape; null for a range.</summary>
    public VariableDescription? Variable { get; }

    /// <summary>The weights' values of slot <paramref name="index"/> of <see cref="Optimizer.Slots"/>, to be updated in place.</summary>
    public Span<float> Slot(int index) => _slots[index].Span.Slice(_start, Weights.Length);

    /// <summary>Values of a range as vectors; processors with narrower ones take each in several goes.</summary>
    /// <param name="values">Weights, gradients or a slot.</param>
    /// <exception cref="ArgumentException">They aren't a multiple of 16: they belong to a whole variable.</exception>
    public static Span<Vector512<float>> Vectors(Span<float> values) => values.Length % Vector512<float>.Count == 0
        ? MemoryMarshal.Cast<float, Vector512<float>>(values)
        : throw new ArgumentException($"{values.Length} values are no multiple of {Vector512<float>.Count}, as those of ranges are.", nameof(values));
}
