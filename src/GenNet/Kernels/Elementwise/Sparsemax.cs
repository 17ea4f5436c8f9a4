using System.Buffers;

namespace GenNet.Kernels;

/// <summary>
/// Sparsemax as Keras 3 computes it: max(x − τ, 0) with τ = (c₁ + … + c_k − 1) / k, where c_j is the sum of the j largest elements and k the
/// number of elements with j·x_j + 1 above c_j. In the paper (Martins and Astudillo, 2016) it is c_k alone, so the outputs have sum 1 only
/// where k is 1; a model trained in Keras needs what Keras does.
/// </summary>
internal static unsafe class Sparsemax
{
    public static void Forward(float* input, float* output, int size)
    {
        var sorted = ArrayPool<ulong>.Shared.Rent(size);
        var (threshold, _) = Threshold(input, sorted.AsSpan(0, size));
        ArrayPool<ulong>.Shared.Return(sorted);
        for (var i = 0; i < size; i++)
            output[i] = (float)Math.Max(input[i] - threshold, 0);
    }

    /// <summary>g where the output isn't cut off, and through τ: −Σ of those g · (k + 1 − j) / k for the j-th largest of the k.</summary>
    public static void Backward(float* input, float* outputGradient, float* inputGradient, int size)
    {
        var sorted = ArrayPool<ulong>.Shared.Rent(size);
        var (threshold, count) = Threshold(input, sorted.AsSpan(0, size));
        double sum = 0;
        for (var i = 0; i < size; i++)
        {
            inputGradient[i] = input[i] >= threshold ? outputGradient[i] : 0;
            sum += inputGradient[i];
        }
        for (var j = 0; j < count; j++)
            inputGradient[(uint)sorted[j]] -= (float)(sum * (count - j) / count);
        ArrayPool<ulong>.Shared.Return(sorted);
    }

    private static (double Threshold, int Count) Threshold(float* input, Span<ulong> sorted)
    {
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = ((ulong)DescendingKey(input[i]) << 32) | (uint)i;
        sorted.Sort();
        double sum = 0, sums = 0;
        var count = 0;
        for (; count < sorted.Length; count++)
        {
            double value = input[(uint)sorted[count]];
            sum += value;
            if (((count + 1) * value) + 1 <= sum)
                break;
            sums += sum;
        }
        return ((sums - 1) / count, count);
    }

    // Unsigned numbers in the opposite order of the floats; equal floats keep their order by the index in the low half.
    private static uint DescendingKey(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? bits : ~(bits | 0x80000000);
    }
}
