using GenNet.Gpu.Kernels;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>What attention is asked for.</summary>
internal enum AttentionForm
{
    Plain,
    OddSizes,
    Causal,
    Windowed,
    Masked,
    Dropped,
    SharedKeys,
    Returned,
}

/// <summary>Attentions of more than one tile of 128 queries and 64 keys.</summary>
internal static class AttentionCases
{
    private const int Batch = 1;
    private const int Heads = 2;

    /// <summary>Output, weights, and gradients of queries, keys and values, one after another.</summary>
    public static float[] Run(KernelDevice device, AttentionForm form)
    {
        var shape = Shape(device, form);
        var (query, key) = (device.Upload(Numbers.Random(Batch * shape.Queries * Heads * shape.KeyDim, 1)), device.Upload(Numbers.Random(Batch * shape.Keys * shape.KeyValueHeads * shape.KeyDim, 2)));
        var outputs = Batch * shape.Queries * Heads * shape.ValueDim;
        var (queries, keys, values) = (Batch * shape.Queries * Heads * shape.KeyDim, Batch * shape.Keys * shape.KeyValueHeads * shape.KeyDim, Batch * shape.Keys * shape.KeyValueHeads * shape.ValueDim);
        var weights = Batch * Heads * shape.Queries * shape.Keys;
        var (value, gradient) = (device.Upload(Numbers.Random(values, 3)), device.Upload(Numbers.Random(outputs, 4)));
        var (output, logSums, ofWeights) = (device.Empty(outputs), device.Empty(Batch * shape.Queries * Heads), device.Empty(weights));
        var (ofQuery, ofKey, ofValue) = (device.Empty(queries), device.Empty(keys), device.Empty(values));
        GpuAttention.Forward(device.Pass(), Batch, shape, query, key, value, output, logSums);
        GpuAttention.Weights(device.Pass(), Batch, shape, query, key, logSums, ofWeights);
        GpuAttention.Backward(
            device.Pass(), Batch, shape, query, key, value, output, logSums, gradient, ofQuery, ofKey, ofValue, form == AttentionForm.Returned ? device.Upload(Numbers.Random(weights, 5)) : default);
        return [.. device.Download(output, outputs), .. device.Download(ofWeights, weights), .. device.Download(ofQuery, queries), .. device.Download(ofKey, keys), .. device.Download(ofValue, values)];
    }

    private static AttentionShape Shape(KernelDevice device, AttentionForm form)
    {
        var shape = new AttentionShape
        {
            Heads = Heads, KeyValueHeads = form == AttentionForm.SharedKeys ? 1 : Heads, Queries = 135, Keys = 136, Inner = 1, KeyDim = 12, ValueDim = 20, Scale = 0.25f, GroupsOfMask = 1, AttendsToAllWithoutAny = 1,
            QueryMask = device.UploadElements<byte>(1), ValueMask = device.UploadElements<byte>(1), KeyMask = device.UploadElements<byte>(1), PairMask = device.UploadElements<byte>(1),
        };
        switch (form)
        {
            case AttentionForm.OddSizes:
                (shape.Queries, shape.Keys, shape.KeyDim, shape.ValueDim) = (131, 67, 18, 70);
                break;
            case AttentionForm.Causal:
                (shape.IsCausal, shape.AttendsToAllWithoutAny) = (1, 0);
                break;
            case AttentionForm.Windowed:
                shape.Window = 20;
                break;
            case AttentionForm.Masked:
                // A query without any key, and keys that nobody attends to.
                (shape.HasKeyMask, shape.KeyMask) = (1, device.UploadElements([.. Enumerable.Range(0, Batch * shape.Keys).Select(i => (byte)(i % 7 == 3 ? 0 : 1))]));
                (shape.HasQueryMask, shape.QueryMask) = (1, device.UploadElements([.. Enumerable.Range(0, Batch * shape.Queries).Select(i => (byte)(i % 50 == 9 ? 0 : 1))]));
                break;
            case AttentionForm.Dropped or AttentionForm.Returned:
                // A number of keys that isn't a multiple of four: four weights in a row have draws of two counters.
                (shape.Keys, shape.Drops, shape.DropKey, shape.DropStream, shape.DropThreshold, shape.DropScale) = (form == AttentionForm.Dropped ? 135 : 136, 1, 7, 11, 0x4000_0000, 4f / 3);
                break;
        }
        return shape;
    }
}
