using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics.Tensors;
using GenNet;

namespace Samples.FashionMnist;

/// <summary>Grey images of 28×28 pixels of clothes in ten kinds, from the IDX files of Fashion-MNIST.</summary>
internal sealed class FashionImages
{
    private const int Pixels = 28 * 28;
    private const int Classes = 10;

    // What begins an IDX file of bytes: two zeros, the type, the number of axes.
    private const int MagicOfImages = 0x0803;
    private const int MagicOfLabels = 0x0801;

    private readonly float[] _images;
    private readonly int[] _labels;

    private FashionImages(float[] images, int[] labels)
    {
        _images = images;
        _labels = labels;
        Samples = Dataset.From(images, labels);
    }

    public int Count => _labels.Length;

    public Dataset Samples { get; }

    /// <summary>Reads a part of the data set.</summary>
    /// <param name="folder">The folder with its files, compressed or not.</param>
    /// <param name="part">What their names begin with: <c>train</c> or <c>t10k</c>.</param>
    /// <param name="most">Images that are taken at most.</param>
    /// <exception cref="FileNotFoundException">They aren't there.</exception>
    /// <exception cref="InvalidDataException">They are no such files.</exception>
    public static FashionImages Read(string folder, string part, int most)
    {
        var (labels, images) = (Open(folder, $"{part}-labels-idx1-ubyte", MagicOfLabels, out var count), Open(folder, $"{part}-images-idx3-ubyte", MagicOfImages, out var imageCount));
        using (labels)
        using (images)
        {
            Span<byte> sides = stackalloc byte[8];
            images.ReadExactly(sides);
            if (imageCount != count || BinaryPrimitives.ReadInt32BigEndian(sides) != 28 || BinaryPrimitives.ReadInt32BigEndian(sides[4..]) != 28)
                throw new InvalidDataException($"{folder}: the files of '{part}' have {count} labels and {imageCount} images, and the images should be as many, of 28 by 28 pixels.");
            count = Math.Min(count, most);
            var (pixels, kinds) = (new byte[count * Pixels], new byte[count]);
            images.ReadExactly(pixels);
            labels.ReadExactly(kinds);
            return new(Array.ConvertAll(pixels, static pixel => pixel / 255f), Array.ConvertAll(kinds, static kind => (int)kind));
        }
    }

    /// <summary>How many of the images the network names rightly.</summary>
    public int CountCorrect(ResNet20 net)
    {
        const int Batch = 500;
        var correct = 0;
        for (var first = 0; first < Count; first += Batch)
        {
            var count = Math.Min(Batch, Count - first);
            var probabilities = net.Predict(_images.AsSpan(first * Pixels, count * Pixels)).Output;
            for (var i = 0; i < count; i++)
                correct += TensorPrimitives.IndexOfMax(probabilities.Slice(i * Classes, Classes)) == _labels[first + i] ? 1 : 0;
        }
        return correct;
    }

    private static Stream Open(string folder, string name, int magic, out int count)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
            file += ".gz";
        if (!File.Exists(file))
        {
            throw new FileNotFoundException(
                $"There is no Fashion-MNIST in {folder}: it should have {name}, or {name}.gz. On Debian and Ubuntu 'apt install dataset-fashion-mnist' brings it; else give the folder that has the four files: --data FOLDER.");
        }
        Stream stream = File.OpenRead(file);
        if (file.EndsWith(".gz", StringComparison.Ordinal))
            stream = new GZipStream(stream, CompressionMode.Decompress);
        Span<byte> head = stackalloc byte[8];
        stream.ReadExactly(head);
        count = BinaryPrimitives.ReadInt32BigEndian(head[4..]);
        return BinaryPrimitives.ReadInt32BigEndian(head) == magic && count > 0 ? stream : throw new InvalidDataException($"{file} is no IDX file of Fashion-MNIST: it doesn't begin as one.");
    }
}
