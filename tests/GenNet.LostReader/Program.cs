switch (Path.GetFileNameWithoutExtension(args[0]))
{
    case "hang":
        Thread.Sleep(Timeout.Infinite);
        break;
    case "overflow":
        Console.Out.WriteLine(Deeper(1));
        break;
    case "memory":
        TakeAll();
        break;
    case "unmanaged":
        TakeAllOutsideOfTheHeap();
        break;
    case "talk":
        for (var i = 0; i < 200_000; i++)
            Console.Error.WriteLine("the same line again and again");
        return 3;
}
return 0;

static int Deeper(int depth) => depth + Deeper(depth + 1) + Deeper(depth + 2);

static void TakeAll()
{
    var all = new List<byte[]>();
    while (true)
    {
        all.Add(new byte[1 << 20]);
        Array.Fill(all[^1], (byte)1);
    }
}

static unsafe void TakeAllOutsideOfTheHeap()
{
    while (true)
    {
        const int Size = 16 << 20;
        new Span<byte>(System.Runtime.InteropServices.NativeMemory.Alloc(Size), Size).Fill(1);
        Thread.Sleep(20);
    }
}
