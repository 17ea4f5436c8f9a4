using System.Runtime.InteropServices;

namespace GenNet.Weights.Torch;

/// <summary>
/// Halves of numbers: PyTorch's recurrent layers add two biases where Keras' have one. A half and what is left beside it add up to the number again, bit for bit, also where it is too small to be halved.
/// </summary>
internal static class TorchShares
{
    /// <summary>Takes the half, or the rest, of each of some numbers.</summary>
    /// <param name="elements">The numbers, little-endian.</param>
    /// <param name="type">Their type.</param>
    /// <param name="share">Which.</param>
    public static void Take(Span<byte> elements, StoredType type, TorchShare share)
    {
        switch (type)
        {
            case StoredType.Float16:
                foreach (ref var value in MemoryMarshal.Cast<byte, Half>(elements))
                    value = share == TorchShare.Half ? HalfOf(value) : (Half)(float)RestOf((double)value, (double)HalfOf(value));
                break;
            case StoredType.BFloat16:
                foreach (ref var bits in MemoryMarshal.Cast<byte, ushort>(elements))
                {
                    var value = BitConverter.UInt32BitsToSingle((uint)bits << 16);
                    var half = Rounded(value / 2);
                    bits = (ushort)(BitConverter.SingleToUInt32Bits(share == TorchShare.Half ? half : (float)RestOf(value, half)) >> 16);
                }
                break;
            case StoredType.Float64:
                foreach (ref var value in MemoryMarshal.Cast<byte, double>(elements))
                    value = share == TorchShare.Half ? value / 2 : RestOf(value, value / 2);
                break;
            default:
                foreach (ref var value in MemoryMarshal.Cast<byte, float>(elements))
                    value = share == TorchShare.Half ? value / 2 : (float)RestOf(value, value / 2);
                break;
        }
    }

    // Zero less zero would lose its sign, infinity less infinity be none.
    private static double RestOf(double value, double half) => value == 0 || !double.IsFinite(value) ? value : value - half;

    private static Half HalfOf(Half value) => (Half)((float)value / 2);

    // To bfloat16, away from nothing but what is too small for it: any other half is exact.
    private static float Rounded(float value) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000);
}
