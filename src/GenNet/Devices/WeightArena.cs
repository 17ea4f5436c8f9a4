using GenNet.Kernels;

namespace GenNet;

/// <summary>All weights of a model in one piece of memory, laid out as its <see cref="ModelDescription"/> says. What refers to it, be it only a span, keeps it alive.</summary>
internal sealed unsafe class WeightArena(ModelDescription description)
{
    private readonly AlignedMemory _memory = AlignedMemory.Allocate(description.Memory.Weights);

    /// <summary>The model that it is laid out for.</summary>
    public ModelDescription Description => description;

    /// <summary>Where the weights begin; hold the arena while it is in use.</summary>
    public float* Pointer => _memory.Pointer;

    /// <summary>Every value, with the gaps between variables.</summary>
    public Span<float> All => _memory.Span(0, description.Memory.Weights);

    /// <summary>Counts changes of the weights in place, so that what is derived from them can be made anew.</summary>
    public int Version { get; private set; }

    /// <summary>The values of <paramref name="variable"/>.</summary>
    public Span<float> Of(VariableDescription variable) => _memory.Span(variable.Offset, (int)variable.Shape.ElementCount);

    /// <summary>A copy of the values of <paramref name="variable"/>.</summary>
    public Tensor Copy(Variable variable) => new(variable.Shape, Of(variable.Description).ToArray());

    public void Changed() => Version++;
}
