using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Products of attention's tiles. A thread has lines 4·y to 4·y + 3 of the upper and of the lower half of a tile, and columns 4·x to 4·x + 3. Tiles of weights lie in shared memory column by column, those
/// that threads side by side have beside each other: first the columns 4·x of all threads, then the columns 4·x + 1, so that storing them hits all banks.
/// </summary>
/// <typeparam name="TTile">The tile.</typeparam>
[GpuKernel]
internal static class AttentionBlocks<TTile>
    where TTile : struct, IAttentionTile
{
    /// <summary>Lines of a tile.</summary>
    public static int Lines => 8 * TTile.Side;

    /// <summary>Columns of a tile, and values of a vector that a group sums up.</summary>
    public static int Columns => 4 * TTile.Side;

    /// <summary>Fours from column to column of a tile, and from depth to depth of lines on their way: one more than there are, so that writing across hits other banks.</summary>
    public static int Stride => (2 * TTile.Side) + 1;

    // The same of columns on their way.
    private static int ColumnStride => TTile.Side + 1;

    // Where columns on their way begin: behind as many depths of lines as there are threads along a side.
    private static int FirstColumn => TTile.Side * Stride;

    /// <summary>The thread's column of threads. A warp of 32 is 8 by 4 threads, which read fewer different values than 16 by 2.</summary>
    public static int X => TTile.Side == 16 ? (Group.IdxX % 8) + (Group.IdxX / 32 % 2 * 8) : Group.IdxX % TTile.Side;

    /// <summary>The thread's row of threads.</summary>
    public static int Y => TTile.Side == 16 ? (Group.IdxX / 8 % 4) + (Group.IdxX / 64 * 4) : Group.IdxX / TTile.Side;

    /// <summary>
    /// Adds dot products of lines and columns, both of which are vectors. All threads come to it: there is a barrier first thing, behind which tiles are free.
    /// </summary>
    /// <param name="sums">The thread's sums.</param>
    /// <param name="lines">Vectors of the lines.</param>
    /// <param name="columns">Vectors of the columns, of the same size.</param>
    /// <param name="moving">Shared memory for what is on its way.</param>
    public static void Multiply(ref AttentionSums sums, AttentionVectors lines, AttentionVectors columns, ArrayView<F4> moving)
    {
        // Two fours of a line side by side where there are so many: with them the threads of a warp write to different banks.
        var pair = TTile.Side > 4 ? 2 : 1;
        var vector = Group.IdxX / pair % Columns;
        var four = (Group.IdxX % pair) + (Group.IdxX / pair / Columns * pair);
        var upper = AttentionVectors.Load(lines, vector, 4 * four);
        var lower = AttentionVectors.Load(lines, vector + Columns, 4 * four);
        var column = AttentionVectors.Load(columns, vector, 4 * four);
        for (var depth = 0; depth < lines.Size; depth += TTile.Side)
        {
            Group.Barrier();
            StoreAcross(moving, 4 * four * Stride, Stride, vector, upper);
            StoreAcross(moving, 4 * four * Stride, Stride, vector + Columns, lower);
            StoreAcross(moving, FirstColumn + (4 * four * ColumnStride), ColumnStride, vector, column);
            Group.Barrier();
            var next = depth + TTile.Side + (4 * four);
            if (depth + TTile.Side < lines.Size)
            {
                upper = AttentionVectors.Load(lines, vector, next);
                lower = AttentionVectors.Load(lines, vector + Columns, next);
                column = AttentionVectors.Load(columns, vector, next);
            }
            AddDepths(ref sums, moving, 0, moving);
        }
    }

    /// <summary>Adds products of a tile of weights and the vectors of its columns, of which the group sums values from <paramref name="first"/> on. All threads come to it: there is a barrier first thing.</summary>
    /// <param name="sums">The thread's sums: lines of the tile by values.</param>
    /// <param name="tile">The weights.</param>
    /// <param name="vectors">One vector a column.</param>
    /// <param name="first">The first value.</param>
    /// <param name="moving">Shared memory for what is on its way.</param>
    public static void MultiplyTile(ref AttentionSums sums, ArrayView<F4> tile, AttentionVectors vectors, int first, ArrayView<F4> moving)
    {
        var depth = Group.IdxX / TTile.Side;
        var four = Group.IdxX % TTile.Side;
        var at = first + (4 * four);
        var values = AttentionVectors.Load(vectors, 4 * depth, at);
        for (var part = 0; part < 4; part++)
        {
            Group.Barrier();
            moving[FirstColumn + (depth * ColumnStride) + four] = values;
            Group.Barrier();
            if (part < 3)
                values = AttentionVectors.Load(vectors, (4 * depth) + part + 1, at);
            AddDepths(ref sums, tile, part * TTile.Side * Stride, moving);
        }
    }

    /// <summary>Sums times a factor of each line.</summary>
    public static AttentionSums Scale(AttentionSums sums, R8 factors) => new()
    {
        Column0 = Eights.Product(sums.Column0, factors),
        Column1 = Eights.Product(sums.Column1, factors),
        Column2 = Eights.Product(sums.Column2, factors),
        Column3 = Eights.Product(sums.Column3, factors),
    };

    /// <summary>Where a column of the thread begins in a tile.</summary>
    /// <param name="column">0 to 3.</param>
    public static int ColumnAt(int column) => ((column * TTile.Side) + X) * Stride;

    /// <summary>Brings a thread's sums to a tile.</summary>
    public static void Store(ArrayView<F4> tile, AttentionSums sums)
    {
        StoreColumn(tile, ColumnAt(0), sums.Column0);
        StoreColumn(tile, ColumnAt(1), sums.Column1);
        StoreColumn(tile, ColumnAt(2), sums.Column2);
        StoreColumn(tile, ColumnAt(3), sums.Column3);
    }

    /// <summary>What a thread brought to a tile.</summary>
    public static AttentionSums Load(ArrayView<F4> tile) => new()
    {
        Column0 = LoadColumn(tile, ColumnAt(0)),
        Column1 = LoadColumn(tile, ColumnAt(1)),
        Column2 = LoadColumn(tile, ColumnAt(2)),
        Column3 = LoadColumn(tile, ColumnAt(3)),
    };

    /// <summary>Stores one value of each of the thread's lines.</summary>
    /// <param name="values">Shared memory.</param>
    /// <param name="at">Where the first line's lies.</param>
    /// <param name="column">The values.</param>
    public static void StoreColumn(ArrayView<F4> values, int at, R8 column)
    {
        values[at + Y] = column.Left;
        values[at + TTile.Side + Y] = column.Right;
    }

    /// <summary>Loads one value of each of the thread's lines.</summary>
    public static R8 LoadColumn(ArrayView<F4> values, int at) => new() { Left = values[at + Y], Right = values[at + TTile.Side + Y] };

    /// <summary>Stores sums as values of the vectors of the tile's lines.</summary>
    public static void StoreLines(AttentionVectors to, int first, AttentionSums sums)
    {
        // A loop in which the lines move up, since eight copies of a store would be long.
        for (var i = 0; i < 8; i++)
        {
            AttentionVectors.Store(to, Line(i), first + (4 * X), First(sums));
            sums = Rotate(sums);
        }
    }

    /// <summary>A line of the thread in the tile.</summary>
    /// <param name="i">0 to 7.</param>
    public static int Line(int i) => (4 * Y) + (i % 4) + (i / 4 * Columns);

    /// <summary>The sums of the first line.</summary>
    public static F4 First(AttentionSums sums) => new() { X = sums.Column0.Left.X, Y = sums.Column1.Left.X, Z = sums.Column2.Left.X, W = sums.Column3.Left.X };

    /// <summary>All lines one place nearer to the first, which becomes the last.</summary>
    public static AttentionSums Rotate(AttentionSums sums) => new()
    {
        Column0 = Eights.Rotate(sums.Column0),
        Column1 = Eights.Rotate(sums.Column1),
        Column2 = Eights.Rotate(sums.Column2),
        Column3 = Eights.Rotate(sums.Column3),
    };

    private static void StoreAcross(ArrayView<F4> moving, int at, int stride, int line, F4 values)
    {
        var floats = moving.Cast<float>();
        var first = (4 * at) + line;
        floats[first] = values.X;
        floats[first + (4 * stride)] = values.Y;
        floats[first + (8 * stride)] = values.Z;
        floats[first + (12 * stride)] = values.W;
    }

    // Views from the thread's first four on, of which all others are a constant away.
    private static void AddDepths(ref AttentionSums sums, ArrayView<F4> lines, int at, ArrayView<F4> columns)
    {
        var own = lines.SubView(at + Y);
        var across = columns.SubView(FirstColumn + X);
        Add(ref sums, own, across, 0);
        Add(ref sums, own, across, 1);
        Add(ref sums, own, across, 2);
        Add(ref sums, own, across, 3);
        if (TTile.Side > 4)
        {
            Add(ref sums, own, across, 4);
            Add(ref sums, own, across, 5);
            Add(ref sums, own, across, 6);
            Add(ref sums, own, across, 7);
            Add(ref sums, own, across, 8);
            Add(ref sums, own, across, 9);
            Add(ref sums, own, across, 10);
            Add(ref sums, own, across, 11);
            Add(ref sums, own, across, 12);
            Add(ref sums, own, across, 13);
            Add(ref sums, own, across, 14);
            Add(ref sums, own, across, 15);
        }
    }

    private static void Add(ref AttentionSums sums, ArrayView<F4> lines, ArrayView<F4> columns, int depth)
    {
        var upper = lines[depth * Stride];
        var lower = lines[(depth * Stride) + TTile.Side];
        var four = columns[depth * ColumnStride];
        AddTo(ref sums.Column0, four.X, upper, lower);
        AddTo(ref sums.Column1, four.Y, upper, lower);
        AddTo(ref sums.Column2, four.Z, upper, lower);
        AddTo(ref sums.Column3, four.W, upper, lower);
    }

    private static void AddTo(ref R8 column, float b, F4 upper, F4 lower)
    {
        column.Left.X += upper.X * b;
        column.Left.Y += upper.Y * b;
        column.Left.Z += upper.Z * b;
        column.Left.W += upper.W * b;
        column.Right.X += lower.X * b;
        column.Right.Y += lower.Y * b;
        column.Right.Z += lower.Z * b;
        column.Right.W += lower.W * b;
    }
}
