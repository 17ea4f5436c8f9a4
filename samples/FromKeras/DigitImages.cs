using System.Numerics.Tensors;
using GenNet;
using GenNet.Weights;

namespace Samples.FromKeras;

/// <summary>The digits of scikit-learn (UCI Optical Recognition of Handwritten Digits): 8×8 pixels of 0 to 16.</summary>
internal sealed class DigitImages
{
    private DigitImages(float[] images, int[] digits) => (Images, Digits) = (images, digits);

    /// <summary>Pixels of 0 to 1, (images, 8, 8, 1).</summary>
    public float[] Images { get; }

    /// <summary>What each shows.</summary>
    public int[] Digits { get; }

    /// <summary>The images, and whether each shows an odd digit.</summary>
    public Dataset OddOrEven => Dataset.From(Images, [.. Digits.Select(static digit => digit % 2)]);

    /// <summary>Reads a part, <c>train</c> or <c>test</c>.</summary>
    public static DigitImages Read(string file, string part)
    {
        using var container = WeightFiles.Open(file);
        return new([.. Bytes(container, $"{part}/images").Select(static pixel => pixel / 16f)], [.. Bytes(container, $"{part}/labels").Select(static label => (int)label)]);
    }

    /// <summary>Share of the images for which the largest of <paramref name="answers"/> is the right one.</summary>
    /// <param name="answers">A model's outputs, image by image.</param>
    /// <param name="right">The right one of a digit.</param>
    public double Accuracy(ReadOnlySpan<float> answers, Func<int, int> right)
    {
        var (classes, correct) = (answers.Length / Digits.Length, 0);
        for (var i = 0; i < Digits.Length; i++)
            correct += TensorPrimitives.IndexOfMax(answers.Slice(i * classes, classes)) == right(Digits[i]) ? 1 : 0;
        return (double)correct / Digits.Length;
    }

    private static byte[] Bytes(IWeightContainer container, string path) =>
        container.TryGetTensor(path, out var tensor) ? tensor.ToBytes() : throw new InvalidDataException($"{container.File} has no {path}.");
}
