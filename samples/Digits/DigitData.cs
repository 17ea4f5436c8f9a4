using System.Numerics.Tensors;
using GenNet;
using GenNet.Weights;

namespace Samples.Digits;

/// <summary>The digits of scikit-learn (UCI Optical Recognition of Handwritten Digits): 8×8 pixels of 0 to 16.</summary>
internal sealed class DigitData
{
    private readonly float[] _images;
    private readonly int[] _labels;

    private DigitData(float[] images, int[] labels)
    {
        _images = images;
        _labels = labels;
        Samples = Dataset.From(images, labels);
    }

    public int Count => _labels.Length;

    public Dataset Samples { get; }

    /// <summary>Reads the images and labels of a part, <c>train</c> or <c>test</c>.</summary>
    public static DigitData Read(string file, string part)
    {
        using var container = WeightFiles.Open(file);
        return new(
            [.. Bytes(container, $"{part}/images").Select(static pixel => pixel / 16f)],
            [.. Bytes(container, $"{part}/labels").Select(static label => (int)label)]);
    }

    /// <summary>Probabilities of the ten digits for every image.</summary>
    public float[] Predict(DigitNet net)
    {
        var probabilities = new float[Count * 10];
        net.Predict(_images, probabilities);
        return probabilities;
    }

    public int CountCorrect(DigitNet net)
    {
        var probabilities = Predict(net);
        return Enumerable.Range(0, Count).Count(i => TensorPrimitives.IndexOfMax(probabilities.AsSpan(i * 10, 10)) == _labels[i]);
    }

    /// <summary>The largest difference from what Keras computed in float32.</summary>
    public double LargestDifference(float[] probabilities, string file)
    {
        using var container = WeightFiles.Open(file);
        return Tensor(container, "test/probabilities_float32").ToFloats().Zip(probabilities, static (a, b) => Math.Abs((double)a - b)).Max();
    }

    private static byte[] Bytes(IWeightContainer container, string path) => Tensor(container, path).ToBytes();

    private static StoredTensor Tensor(IWeightContainer container, string path) =>
        container.TryGetTensor(path, out var tensor) ? tensor : throw new InvalidDataException($"{container.File} has no {path}.");
}
