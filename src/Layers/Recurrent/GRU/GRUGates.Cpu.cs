using System.Numerics;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The end of a GRU's step: h ← z·h + (1 − z)·h̃, with update gate z and new values h̃, in the order z, reset gate, h̃.</summary>
internal static unsafe class GRUGates
{
    /// <summary>Gates of a unit.</summary>
    public const int Count = 3;

    /// <summary>The state after the step; may be the memory of the one before.</summary>
    public static void Mix(float* update, float* fresh, float* before, float* after, int units)
    {
        for (nint i = 0; i < units; i += Vector<float>.Count)
        {
            var some = Math.Min(units - i, Vector<float>.Count);
            var value = Elementwise.LoadPart(fresh + i, some);
            var mixed = Vector.FusedMultiplyAdd(Elementwise.LoadPart(update + i, some), Elementwise.LoadPart(before + i, some) - value, value);
            Elementwise.StorePart(mixed, after + i, some);
        }
    }

    /// <summary>Gradients of update gate and new values; <paramref name="gradient"/>, of the state after the step, becomes what of the one before doesn't go through gates.</summary>
    public static void MixBackward(float* update, float* fresh, float* before, float* gradient, float* ofUpdate, float* ofFresh, int units)
    {
        for (nint i = 0; i < units; i += Vector<float>.Count)
        {
            var some = Math.Min(units - i, Vector<float>.Count);
            var (ofState, share) = (Elementwise.LoadPart(gradient + i, some), Elementwise.LoadPart(update + i, some));
            Elementwise.StorePart(ofState * (Elementwise.LoadPart(before + i, some) - Elementwise.LoadPart(fresh + i, some)), ofUpdate + i, some);
            Elementwise.StorePart(ofState * (Vector<float>.One - share), ofFresh + i, some);
            Elementwise.StorePart(ofState * share, gradient + i, some);
        }
    }
}
