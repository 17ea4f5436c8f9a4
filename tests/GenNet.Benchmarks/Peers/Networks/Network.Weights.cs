namespace GenNet.Benchmarks.Peers.Networks;

/// <content>The numbers of the weights, drawn in the order of the layers.</content>
internal sealed partial class Network
{
    private Projection Project(int features, int units) => new(Kernel(features * units, features + units), Bias(units));

    private float[] Kernel(int count, int fans) => Around(0, MathF.Sqrt(6f / fans), count);

    // Not zero, as Keras' would be: an engine that forgets the bias is to be found out.
    private float[] Bias(int count) => Around(0, 0.1f, count);

    // Uniform, with the middle and the greatest distance from it.
    private float[] Around(float middle, float limit, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = middle + (limit * ((2 * _random.NextSingle()) - 1));
        return values;
    }
}
