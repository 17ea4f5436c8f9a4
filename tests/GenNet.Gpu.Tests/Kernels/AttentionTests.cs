using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

public sealed class AttentionTests(CpuKernelDevice device) : IClassFixture<CpuKernelDevice>
{
    private const int Batch = 2;

    private static readonly byte[] s_keyMask = [.. Enumerable.Range(0, Batch * 21).Select(i => (byte)(i % 21 < 19 && i % 4 != 1 ? 1 : 0))];

    [Fact]
    public void Attention_OfSeveralHeads_HasOutputAndGradients() => Check(Shape(21, 19, 37, 8));

    [Fact]
    public void Attention_OfHeadsThatShareKeys_SumsTheirGradients()
    {
        var shape = Shape(18, 17, 5, 6);
        shape.KeyValueHeads = 1;
        Check(shape);
    }

    [Fact]
    public void Attention_OfCausalQueriesInAWindow_LeavesOutTheOthers()
    {
        var shape = Shape(21, 21, 8, 8);
        shape.IsCausal = 1;
        shape.Window = 6;
        Check(shape);
    }

    [Fact]
    public void Attention_WithAMask_LeavesOutKeys()
    {
        var shape = Shape(5, 21, 4, 4);
        (shape.KeyMask, shape.HasKeyMask) = (device.UploadElements(s_keyMask), 1);
        Check(shape);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Attention_OfQueriesWithoutKeys_AttendsToAllAlikeOrToNone(int attendsToAll)
    {
        var shape = Shape(3, 21, 4, 4);
        (shape.KeyMask, shape.HasKeyMask, shape.AttendsToAllWithoutAny) = (device.UploadElements(new byte[Batch * 21]), 1, attendsToAll);
        Check(shape, isNothingKept: true);
    }

    private AttentionShape Shape(int queries, int keys, int keyDim, int valueDim) => new()
    {
        Heads = 2,
        KeyValueHeads = 2,
        Queries = queries,
        Keys = keys,
        KeyDim = keyDim,
        ValueDim = valueDim,
        Scale = 0.5f,
        Inner = 1,
        GroupsOfMask = 1,
        QueryMask = device.UploadElements<byte>(1),
        ValueMask = device.UploadElements<byte>(1),
        KeyMask = device.UploadElements<byte>(1),
        PairMask = device.UploadElements<byte>(1),
    };

    private void Check(AttentionShape shape, bool isNothingKept = false)
    {
        var query = Numbers.Random(Batch * shape.Queries * shape.Heads * shape.KeyDim, 1);
        var key = Numbers.Random(Batch * shape.Keys * shape.KeyValueHeads * shape.KeyDim, 2);
        var value = Numbers.Random(Batch * shape.Keys * shape.KeyValueHeads * shape.ValueDim, 3);
        var gradient = Numbers.Random(Batch * shape.Queries * shape.Heads * shape.ValueDim, 4);
        var outputs = new double[gradient.Length];
        var (queries, keys, values) = (new double[query.Length], new double[key.Length], new double[value.Length]);
        for (var row = 0; row < Batch * shape.Queries * shape.Heads; row++)
        {
            var (batch, at, head) = (row / (shape.Queries * shape.Heads), row / shape.Heads % shape.Queries, row % shape.Heads);
            var ofKeys = head / (shape.Heads / shape.KeyValueHeads);
            var places = Enumerable.Range(0, shape.Keys).Select(k => (((batch * shape.Keys) + k) * shape.KeyValueHeads) + ofKeys).ToArray();
            var isKept = Enumerable.Range(0, shape.Keys).Select(k => !isNothingKept && Keeps(shape, batch, at, k)).ToArray();
            var scores = places.Select((place, k) => isKept[k] ? Math.Exp(shape.Scale * Dot(query, row, key, place, shape.KeyDim)) : 0).ToArray();
            var sum = scores.Sum();
            var weights = scores.Select(score => sum > 0 ? score / sum : shape.AttendsToAllWithoutAny / (double)shape.Keys).ToArray();
            var gradients = places.Select(place => Dot(gradient, row, value, place, shape.ValueDim)).ToArray();
            var mean = weights.Zip(gradients, (w, g) => w * g).Sum();
            for (var k = 0; k < shape.Keys; k++)
            {
                var ofScore = sum > 0 ? weights[k] * (gradients[k] - mean) * shape.Scale : 0;
                for (var i = 0; i < shape.ValueDim; i++)
                {
                    outputs[(row * shape.ValueDim) + i] += weights[k] * value[(places[k] * shape.ValueDim) + i];
                    values[(places[k] * shape.ValueDim) + i] += weights[k] * gradient[(row * shape.ValueDim) + i];
                }
                for (var i = 0; i < shape.KeyDim; i++)
                {
                    queries[(row * shape.KeyDim) + i] += ofScore * key[(places[k] * shape.KeyDim) + i];
                    keys[(places[k] * shape.KeyDim) + i] += ofScore * query[(row * shape.KeyDim) + i];
                }
            }
        }
        var (deviceQuery, deviceKey, deviceValue) = (device.Upload(query), device.Upload(key), device.Upload(value));
        var (output, logSums) = (device.Empty(outputs.Length), device.Empty(Batch * shape.Queries * shape.Heads));
        var (queryGradient, keyGradient, valueGradient) = (device.Empty(query.Length), device.Empty(key.Length), device.Empty(value.Length));
        GpuAttention.Forward(device.Pass(), Batch, shape, deviceQuery, deviceKey, deviceValue, output, logSums);
        GpuAttention.Backward(
            device.Pass(), Batch, shape, deviceQuery, deviceKey, deviceValue, output, logSums, device.Upload(gradient), queryGradient, keyGradient, valueGradient);
        Numbers.AssertClose(outputs, device.Download(output, outputs.Length));
        Numbers.AssertClose(queries, device.Download(queryGradient, query.Length));
        Numbers.AssertClose(keys, device.Download(keyGradient, key.Length));
        Numbers.AssertClose(values, device.Download(valueGradient, value.Length));
    }

    private static bool Keeps(in AttentionShape shape, int batch, int query, int key) =>
        (shape.IsCausal == 0 || key <= query) && (shape.Window == 0 || Math.Abs(query - key) < shape.Window) && (shape.HasKeyMask == 0 || s_keyMask[(batch * shape.Keys) + key] != 0);

    private static double Dot(float[] a, int rowOfA, float[] b, int rowOfB, int size)
    {
        var sum = 0.0;
        for (var i = 0; i < size; i++)
            sum += (double)a[(rowOfA * size) + i] * b[(rowOfB * size) + i];
        return sum;
    }
}
