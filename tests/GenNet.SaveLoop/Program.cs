using GenNet.SaveLoop;

// Saves two models to one file, in turn, until it is killed.
using var one = new LargeNet(seed: 1);
using var two = new LargeNet(seed: 2);
while (true)
{
    one.SaveWeights(args[0]);
    Console.WriteLine("saved");
    two.SaveWeights(args[0]);
    Console.WriteLine("saved");
}
