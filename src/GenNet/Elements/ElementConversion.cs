using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GenNet.Specs;

namespace GenNet.Elements;

/// <summary>Numbers of one type as those of another, to nearest with ties to even. Elements lie in the machine's own byte order.</summary>
internal static class ElementConversion
{
    /// <summary>As float32.</summary>
    /// <param name="from">The elements' bytes; what is behind them isn't looked at.</param>
    /// <param name="type">What they are.</param>
    /// <param name="to">As many numbers.</param>
    public static void ToSingle(ReadOnlySpan<byte> from, DType type, Span<float> to)
    {
        from = from[..(to.Length * type.Size())];
        switch (type)
        {
            case DType.Float32:
                MemoryMarshal.Cast<byte, float>(from).CopyTo(to);
                break;
            case DType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(from), to);
                break;
            case DType.BFloat16:
                var bits = MemoryMarshal.Cast<byte, ushort>(from);
                for (var i = 0; i < to.Length; i++)
                    to[i] = BFloat16.ToSingle(bits[i]);
                break;
            default:
                for (var i = 0; i < to.Length; i++)
                    to[i] = (float)Read(from, type, i);
                break;
        }
    }

    /// <summary>From float32.</summary>
    /// <param name="from">The numbers.</param>
    /// <param name="to">Bytes of as many elements.</param>
    /// <param name="type">What these are.</param>
    public static void FromSingle(ReadOnlySpan<float> from, Span<byte> to, DType type)
    {
        switch (type)
        {
            case DType.Float32:
                from.CopyTo(MemoryMarshal.Cast<byte, float>(to));
                break;
            case DType.Float16:
                TensorPrimitives.ConvertToHalf(from, MemoryMarshal.Cast<byte, Half>(to));
                break;
            default:
                for (var i = 0; i < from.Length; i++)
                    Write(to, type, i, from[i]);
                break;
        }
    }

    /// <summary>From float64.</summary>
    /// <param name="from">The numbers.</param>
    /// <param name="to">Bytes of as many elements.</param>
    /// <param name="type">What these are.</param>
    public static void FromDouble(ReadOnlySpan<double> from, Span<byte> to, DType type)
    {
        for (var i = 0; i < from.Length; i++)
            Write(to, type, i, from[i]);
    }

    /// <summary>Rounds float32 numbers to those of <paramref name="type"/>, where they lie.</summary>
    public static void Round(Span<float> values, DType type)
    {
        switch (type)
        {
            case DType.Float16:
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)(Half)values[i];
                break;
            case DType.BFloat16:
                for (var i = 0; i < values.Length; i++)
                    values[i] = BFloat16.Round(values[i]);
                break;
        }
    }

    /// <summary>Element <paramref name="index"/>.</summary>
    public static double Read(ReadOnlySpan<byte> elements, DType type, int index) => type switch
    {
        DType.Float16 => (double)MemoryMarshal.Cast<byte, Half>(elements)[index],
        DType.BFloat16 => BFloat16.ToSingle(MemoryMarshal.Cast<byte, ushort>(elements)[index]),
        DType.Float64 => MemoryMarshal.Cast<byte, double>(elements)[index],
        DType.Int64 => MemoryMarshal.Cast<byte, long>(elements)[index],
        _ => MemoryMarshal.Cast<byte, float>(elements)[index],
    };

    /// <summary>Gives element <paramref name="index"/> a value.</summary>
    public static void Write(Span<byte> elements, DType type, int index, double value)
    {
        switch (type)
        {
            case DType.Float16: MemoryMarshal.Cast<byte, Half>(elements)[index] = (Half)value; break;
            case DType.BFloat16: MemoryMarshal.Cast<byte, ushort>(elements)[index] = BFloat16.ToBits(value); break;
            case DType.Float64: MemoryMarshal.Cast<byte, double>(elements)[index] = value; break;
            case DType.Int64: MemoryMarshal.Cast<byte, long>(elements)[index] = (long)Math.Round(value); break;
            default: MemoryMarshal.Cast<byte, float>(elements)[index] = (float)value; break;
        }
    }
}
