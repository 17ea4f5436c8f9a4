using System.Buffers;

namespace GenNet.Weights.Hdf5;

/// <summary>A dataset as a container yields it.</summary>
internal sealed class Hdf5Tensor(Hdf5Image image, string path, Hdf5Dataset dataset)
    : StoredTensor(
        image.File, path, dataset.Space.IsNull ? StoredType.Other : dataset.Type.Stored,
        dataset.Space.IsNull ? "nothing (a null dataspace)" : dataset.Type.Name, dataset.Space.Dimensions)
{
    /// <inheritdoc/>
    public override string? Refusal => dataset.Refusal;

    protected override void ReadFloats(Span<float> values)
    {
        if (dataset.DataAddress != Hdf5Image.None)
            image.ReadData(dataset.DataAddress, dataset.Type, values);
        else
            Collect(values, static (tensor, bytes, target) => FloatConversion.ToSingle(bytes, tensor.Type, tensor.IsBigEndian, target));
    }

    protected override void ReadLittleEndian(Span<byte> bytes) =>
        Collect(bytes, static (tensor, stored, target) => FloatConversion.ToLittleEndian(stored, tensor.Type.Size(), tensor.IsBigEndian, target));

    private bool IsBigEndian => dataset.Type.IsBigEndian;

    private void Collect<T>(Span<T> target, CollectedBytes<T> convert)
    {
        try
        {
            if (dataset.Size > (ulong)Array.MaxLength)
                throw image.Unsupported($"the values take {dataset.Size} bytes in chunks");
            var length = (int)dataset.Size;
            var rented = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                dataset.Read(rented.AsSpan(0, length));
                convert(this, rented.AsSpan(0, length), target);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
        catch (WeightFileException e) when (e.Inside is null)
        {
            throw e.At(Path);
        }
    }

    private delegate void CollectedBytes<T>(Hdf5Tensor tensor, ReadOnlySpan<byte> bytes, Span<T> target);
}
