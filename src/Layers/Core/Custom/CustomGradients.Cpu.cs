using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Gradients of the weights of a user's layer: where pieces of rows are worked on at once, each has memory of its own for them.</summary>
internal readonly unsafe ref struct CustomGradients
{
    private readonly TensorRef* _gradients;
    private readonly ReadOnlySpan<int> _sizes;

    public CustomGradients(TensorRef* gradients, ReadOnlySpan<int> sizes)
    {
        _gradients = gradients;
        _sizes = sizes;
        for (var i = 0; i < sizes.Length; i++)
            Size += gradients[i].IsNone ? 0 : sizes[i];
    }

    /// <summary>Values of all gradients that are wanted.</summary>
    public int Size { get; }

    /// <summary>Memory of the calling thread for the gradients of so many pieces.</summary>
    public float* Partial(int pieces) => Scratch.Take(ScratchUse.CustomGradients, Math.Max(1, (nint)Size * pieces));

    /// <summary>Adds the gradients of all pieces, in order.</summary>
    public void AddUp(float* partial, int pieces)
    {
        for (var piece = 0; piece < pieces; piece++)
        {
            for (var i = 0; i < _sizes.Length; i++)
            {
                if (_gradients[i].IsNone)
                    continue;
                var sum = new Span<float>(_gradients[i].Pointer, _sizes[i]);
                TensorPrimitives.Add(sum, new ReadOnlySpan<float>(partial, _sizes[i]), sum);
                partial += _sizes[i];
            }
        }
    }
}
