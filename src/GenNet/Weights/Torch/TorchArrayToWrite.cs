using System.Runtime.InteropServices;
using GenNet.Specs;
using GenNet.Weights.Assembling;

namespace GenNet.Weights.Torch;

/// <summary>What an array of PyTorch's has of a variable.</summary>
internal enum TorchShare
{
    /// <summary>Its values.</summary>
    All,
    /// <summary>Half of each value: another array has the rest, and both are added.</summary>
    Half,
    /// <summary>What is left of each value beside its half.</summary>
    Rest,
}

/// <summary>An array of PyTorch's that is put together of variables when it is written, in memory of its own size.</summary>
/// <param name="type">The type of its elements.</param>
/// <param name="shape">Its dimensions.</param>
internal sealed class TorchArrayToWrite(StoredType type, IReadOnlyList<long> shape)
{
    private readonly List<(ElementPlaces Places, ArrayToWrite Value, TorchShare Share)> _parts = [];

    /// <summary>Adds a variable.</summary>
    /// <param name="places">Where its elements lie.</param>
    /// <param name="value">Its values.</param>
    /// <param name="share">What of them.</param>
    public void Add(ElementPlaces places, ArrayToWrite value, TorchShare share) => _parts.Add((places, value, share));

    /// <summary>The array.</summary>
    public ArrayToWrite ToArray() => new(type, TensorShape.Of([.. shape.Select(static size => checked((int)size))]), Write);

    private void Write(Stream stream)
    {
        var size = type.Size();
        var elements = new byte[checked((int)(shape.Aggregate(1L, static (product, n) => product * n) * size))];
        foreach (var (places, value, share) in _parts)
        {
            using var bytes = new MemoryStream(checked((int)value.Size));
            value.Write(bytes);
            var own = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            if (share != TorchShare.All)
                TorchShares.Take(own, type, share);
            IReadOnlyList<long> dimensions = [.. value.Shape.Dimensions.Select(static n => (long)n)];
            switch (size)
            {
                case 2:
                    places.Copy(MemoryMarshal.Cast<byte, ushort>(own), dimensions, MemoryMarshal.Cast<byte, ushort>(elements.AsSpan()), toOwn: false);
                    break;
                case 4:
                    places.Copy(MemoryMarshal.Cast<byte, uint>(own), dimensions, MemoryMarshal.Cast<byte, uint>(elements.AsSpan()), toOwn: false);
                    break;
                default:
                    places.Copy(MemoryMarshal.Cast<byte, ulong>(own), dimensions, MemoryMarshal.Cast<byte, ulong>(elements.AsSpan()), toOwn: false);
                    break;
            }
        }
        stream.Write(elements);
    }
}
