using System.Buffers;
using System.Runtime.InteropServices;

namespace GenNet.Weights.Assembling;

/// <summary>An array whose elements a file has in another order, or in several arrays. It is read whole, one of those at a time.</summary>
internal sealed class RearrangedTensor : StoredTensor
{
    private const string SeveralTypes = "several types";

    private readonly TensorPiece[] _pieces;

    /// <summary>An array of these elements.</summary>
    /// <param name="dimensions">Its dimensions.</param>
    /// <param name="pieces">What it is made of: together all of its elements, of one type.</param>
    public RearrangedTensor(IReadOnlyList<long> dimensions, params TensorPiece[] pieces)
        : base(pieces[0].Source.File, PathOf(pieces), TypeOf(pieces), TypeOf(pieces) == pieces[0].Source.Type ? pieces[0].Source.TypeName : SeveralTypes, dimensions)
    {
        _pieces = pieces;
        FileLength = pieces[0].Source.LengthOfFile;
    }

    /// <inheritdoc/>
    public override string? Refusal => Array.Find(_pieces, static piece => piece.Source.Refusal is not null)?.Source.Refusal;

    /// <inheritdoc/>
    internal override IEnumerable<string> Sources => _pieces.SelectMany(static piece => piece.Source.Sources).Distinct(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override long FileLength { get; }

    /// <inheritdoc/>
    protected override void ReadElements(ref ElementDestination destination)
    {
        if (ElementCount > Array.MaxLength / destination.ElementSize)
        {
            throw new WeightFileException(
                File, Path, $"{ShapeText} of {TypeName} is more than 2 GiB, and its elements lie in another order than Keras'", "Save it in Keras' order, as safetensors or HDF5.");
        }
        var all = destination.GetSpan(0);
        var bytes = (int)(ElementCount * destination.ElementSize);
        if (all.Length == bytes)
        {
            Gather(all, destination.ElementSize);
            destination.Advance((int)ElementCount, isBigEndian: !BitConverter.IsLittleEndian && destination.ElementSize > 1);
            return;
        }
        var memory = ArrayPool<byte>.Shared.Rent(bytes);
        Gather(memory.AsSpan(0, bytes), destination.ElementSize);
        destination.Put(0, memory.AsSpan(0, bytes));
        ArrayPool<byte>.Shared.Return(memory);
    }

    private void Gather(Span<byte> elements, int size)
    {
        foreach (var piece in _pieces)
        {
            var bytes = checked((int)(piece.Source.ElementCount * size));
            var memory = ArrayPool<byte>.Shared.Rent(bytes);
            var source = memory.AsSpan(0, bytes);
            piece.Source.ReadBytes(source);
            switch (size)
            {
                case 1:
                    piece.Places.Copy(elements, Dimensions, source, toOwn: true);
                    break;
                case 2:
                    piece.Places.Copy(MemoryMarshal.Cast<byte, ushort>(elements), Dimensions, MemoryMarshal.Cast<byte, ushort>(source), toOwn: true);
                    break;
                case 4:
                    piece.Places.Copy(MemoryMarshal.Cast<byte, uint>(elements), Dimensions, MemoryMarshal.Cast<byte, uint>(source), toOwn: true);
                    break;
                default:
                    piece.Places.Copy(MemoryMarshal.Cast<byte, ulong>(elements), Dimensions, MemoryMarshal.Cast<byte, ulong>(source), toOwn: true);
                    break;
            }
            ArrayPool<byte>.Shared.Return(memory);
        }
    }

    private static string PathOf(TensorPiece[] pieces) => string.Join(", ", pieces.Select(static piece => piece.Source.Path).Distinct(StringComparer.Ordinal));

    private static StoredType TypeOf(TensorPiece[] pieces) => Array.TrueForAll(pieces, piece => piece.Source.Type == pieces[0].Source.Type) ? pieces[0].Source.Type : StoredType.Other;
}
