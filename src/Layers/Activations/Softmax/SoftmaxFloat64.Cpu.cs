using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The softmax along any axes in float64 on the CPU, at inference.</summary>
public static unsafe class SoftmaxFloat64Kernel<TShape>
    where TShape : struct, ISoftmaxShape
{
    /// <summary>Inference. What a mask keeps out gets 0, unless it keeps out all of a sum, as in <see cref="SoftmaxKernel{TShape}"/>.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output, TensorRef mask = default)
    {
        var blocks = (nint)pass.Rows * Reduction<TShape>.BlocksPerRow;
        for (nint block = 0; block < blocks; block++)
        {
            var offset = Reduction<TShape>.BlockOffset((int)block);
            for (var lane = 0; lane < TShape.Lanes; lane++)
                Group((double*)input.Pointer + offset + lane, (double*)output.Pointer + offset + lane, mask.IsNone ? null : (byte*)mask.Pointer + offset + lane);
        }
    }

    private static void Group(double* input, double* output, byte* mask)
    {
        var keeps = mask == null || !KeepsAny(mask) ? null : mask;
        var largest = double.NegativeInfinity;
        double sum = 0;
        for (var i = 0; i < Reduction<TShape>.GroupSize; i++)
        {
            if (keeps == null || keeps[OffsetOf(i)] != 0)
                largest = Math.Max(largest, input[OffsetOf(i)]);
        }
        for (var i = 0; i < Reduction<TShape>.GroupSize; i++)
        {
            var at = OffsetOf(i);
            sum += output[at] = keeps == null || keeps[at] != 0 ? Math.Exp(input[at] - largest) : 0;
        }
        for (var i = 0; i < Reduction<TShape>.GroupSize; i++)
            output[OffsetOf(i)] /= sum;
    }

    private static bool KeepsAny(byte* mask)
    {
        for (var i = 0; i < Reduction<TShape>.GroupSize; i++)
        {
            if (mask[OffsetOf(i)] != 0)
                return true;
        }
        return false;
    }

    private static nint OffsetOf(int element) => Reduction<TShape>.MemberOffset(element / TShape.Run) + (element % TShape.Run);
}
