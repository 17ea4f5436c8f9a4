using System.Globalization;
using GenNet.Gpu.Kernels;

namespace GenNet.GpuCheck;

/// <summary>Attention of several heads.</summary>
internal static class AttentionBench
{
    private const int Dim = 64;
    private const double Tolerance = 1e-4;

    public static IEnumerable<Bench> All(int batch, int heads, int positions)
    {
        var work = 4e-9 * batch * heads * positions * positions * Dim;
        yield return new($"attention {batch}x{heads}x{positions}x{Dim} forward", work, "FLOP", room => Prepare(room, batch, heads, positions, isBackward: false));
        yield return new($"attention {batch}x{heads}x{positions}x{Dim} backward", 2.5 * work, "FLOP", room => Prepare(room, batch, heads, positions, isBackward: true));
    }

    private static Prepared Prepare(Room room, int batch, int heads, int positions, bool isBackward)
    {
        var count = batch * positions * heads * Dim;
        var (query, key, value) = (room.Numbers(count, 1), room.Numbers(count, 2), room.Numbers(count, 3));
        var (output, logSums, gradient) = (room.Zeros(count), room.Zeros(batch * positions * heads), room.Numbers(count, 4));
        var (queryGradient, keyGradient, valueGradient) = (room.Zeros(count), room.Zeros(count), room.Zeros(count));
        var none = query.Elements<byte>(1);
        var shape = new AttentionShape
        {
            Heads = heads, KeyValueHeads = heads, Queries = positions, Keys = positions, Inner = 1, KeyDim = Dim, ValueDim = Dim, Scale = 0.125f, QueryMask = none, ValueMask = none, KeyMask = none, PairMask = none,
            GroupsOfMask = 1, DropScale = 1,
        };
        void Forward() => GpuAttention.Forward(room.Pass(batch), batch, shape, query, key, value, output, logSums);
        if (!isBackward)
            return new(Forward, () => Check(positions, heads, room.Read(query, count), room.Read(key, count), room.Read(value, count), room.Read(output, count)));
        Forward();
        return new(
            () => GpuAttention.Backward(room.Pass(batch), batch, shape, query, key, value, output, logSums, gradient, queryGradient, keyGradient, valueGradient),
            // Weights sum to 1, so that values get what outputs give.
            () => CheckSums(positions, heads, room.Read(gradient, count), room.Read(valueGradient, count)));
    }

    private static string? Check(int positions, int heads, float[] query, float[] key, float[] value, float[] output)
    {
        var random = new Random(6);
        for (var sample = 0; sample < 50; sample++)
        {
            var (position, head) = (random.Next(positions), random.Next(heads));
            var weights = new double[positions];
            for (var other = 0; other < positions; other++)
            {
                for (var i = 0; i < Dim; i++)
                    weights[other] += 0.125 * query[(((position * heads) + head) * Dim) + i] * key[(((other * heads) + head) * Dim) + i];
                weights[other] = Math.Exp(weights[other]);
            }
            var element = random.Next(Dim);
            var expected = weights.Select((weight, other) => weight * value[(((other * heads) + head) * Dim) + element]).Sum() / weights.Sum();
            var actual = output[(((position * heads) + head) * Dim) + element];
            if (!(Math.Abs(actual - expected) <= Tolerance))
                return string.Create(CultureInfo.InvariantCulture, $"query {position} of head {head} has {actual:R}, and exactly {expected:R}");
        }
        return null;
    }

    private static string? CheckSums(int positions, int heads, float[] gradient, float[] valueGradient)
    {
        for (var element = 0; element < heads * Dim; element++)
        {
            double given = 0, taken = 0;
            for (var position = 0; position < positions; position++)
            {
                given += gradient[(position * heads * Dim) + element];
                taken += valueGradient[(position * heads * Dim) + element];
            }
            if (!(Math.Abs(given - taken) <= Tolerance * positions))
                return string.Create(CultureInfo.InvariantCulture, $"the values' gradients sum to {taken:R} where the outputs' sum to {given:R}");
        }
        return null;
    }
}
